import type { IncomingMessage } from 'node:http';
import { PassThrough, type Readable } from 'node:stream';
import { BodyTooLargeError } from '../../aws/bodyTooLargeError';
import type { IncomingRequest, RequestHead } from '../../aws/http';
import { readHead } from './requestHead';

/** Read and thrown away after an answer, so that a client which is still sending gets to see it. */
const MAX_DISCARDED = 64 * 1024 * 1024;

const NOTHING = Buffer.alloc(0);

/**
 * A request as the server receives it. Nothing of its body is read, and a client that asks first (`Expect`) is not told
 * to go on, before somebody wants the body.
 */
export class ReceivedRequest implements IncomingRequest {
  readonly head: RequestHead;
  /** What was read of the body so far. */
  private readonly peeked: Buffer[] = [];
  private peekedBytes = 0;
  private taken: Readable | undefined;
  private cutShort = false;

  constructor(
    private readonly message: IncomingMessage,
    /** Tells the client to go on; undefined when it does not wait to be told. */
    private goOn?: () => void,
  ) {
    this.head = readHead(message);
  }

  /** The client waits to be told before it sends its body, and was not. */
  get isHeldBack(): boolean {
    return this.goOn !== undefined;
  }

  /** Whoever took the body does not get all of it: the answer came first. */
  get isCutShort(): boolean {
    return this.cutShort;
  }

  /** The first `limit` bytes or some more, less when the body ends before; they stay in the body. */
  async peek(limit: number): Promise<Buffer> {
    if (this.hasNoBody) return NOTHING;
    this.begin();
    for await (const chunk of this.chunks()) {
      this.keep(chunk);
      if (this.peekedBytes >= limit) break;
    }
    return Buffer.concat(this.peeked);
  }

  async body(limit: number): Promise<Buffer> {
    if (this.hasNoBody) return NOTHING;
    this.begin();
    for await (const chunk of this.chunks()) {
      this.keep(chunk);
      if (this.peekedBytes > limit) throw new BodyTooLargeError(limit);
    }
    return Buffer.concat(this.peeked.splice(0));
  }

  stream(): Readable {
    this.begin();
    if (this.peeked.length === 0) {
      this.taken = this.message;
      return this.message;
    }
    const joined = new PassThrough();
    for (const chunk of this.peeked.splice(0)) joined.write(chunk);
    this.message.once('error', (error) => joined.destroy(error));
    this.taken = this.message.pipe(joined);
    return joined;
  }

  trailers(): readonly string[] {
    return this.message.rawTrailers;
  }

  /**
   * Resolves when the rest of the body has been thrown away, or the client is gone; one that goes on and on is cut off.
   * Undefined when there is nothing to wait for.
   */
  drain(): Promise<void> | undefined {
    const { message, taken = message } = this;
    if (message.complete || message.destroyed || this.isHeldBack) {
      taken.resume();
      return undefined;
    }
    this.cutShort = true;
    return new Promise<void>((resolve) => {
      let discarded = 0;
      taken.unpipe();
      message.once('end', resolve).once('close', resolve);
      message.on('data', (chunk: Buffer) => {
        discarded += chunk.length;
        if (discarded > MAX_DISCARDED) message.destroy();
      });
      taken.resume();
    });
  }

  /** HTTP says so before anything is read (RFC 9112, section 6.3). */
  private get hasNoBody(): boolean {
    const { headers } = this.message;
    return headers['content-length'] === undefined && headers['transfer-encoding'] === undefined;
  }

  private begin(): void {
    this.goOn?.();
    this.goOn = undefined;
  }

  /** Leaving the loop early leaves the message as it is. */
  private chunks(): AsyncIterable<Buffer> {
    return this.message.iterator({ destroyOnReturn: false });
  }

  private keep(chunk: Buffer): void {
    this.peeked.push(chunk);
    this.peekedBytes += chunk.length;
  }
}
