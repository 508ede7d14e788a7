import { connect, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { ReplyBody } from './replyBody';
import type { ResponseHead } from './responseHead';
import { ResponseReader } from './responseReader';

export interface DirectReply {
  readonly head: ResponseHead;
  readonly body: ReplyBody;
}

/** A request as it goes out. */
export interface DirectRequest {
  readonly method: string;
  /** Request line and headers, with the empty line behind them; as Latin-1. */
  readonly head: string;
  /** As long as the headers say; undefined for none. */
  readonly body: Readable | undefined;
}

/** One request, from when it is sent until its answer is whole. */
interface Exchange {
  readonly reader: ResponseReader;
  readonly reject: (error: Error) => void;
  reply: ReplyBody | undefined;
  uploading: boolean;
}

export interface ConnectionOptions {
  readonly host: string;
  readonly port: number;
  readonly connectTimeoutMs: number;
  /** How long it is kept while nobody uses it, if the server does not say less. */
  readonly idleMs: number;
  /** It can take another request. */
  readonly onIdle: (connection: DirectConnection) => void;
  readonly onClose: (connection: DirectConnection) => void;
}

/**
 * A connection to an HTTP server for one request after another. It does what Node's own client does, for requests that
 * are plain (see `isPlain`), at a third of the time.
 */
export class DirectConnection {
  /** Unix ms until which the server may be expected to keep the connection, since it is idle. */
  usableUntil = 0;
  /** Answers so far. */
  answered = 0;
  private readonly socket: Socket;
  private exchange: Exchange | undefined;
  private failure: Error | undefined;
  /** From its last answer on; 0 when that was to be the last. */
  private keepMs = 0;

  constructor(private readonly options: ConnectionOptions) {
    const { host, port, connectTimeoutMs } = options;
    this.socket = connect({ host, port, noDelay: true });
    const late = setTimeout(() => this.socket.destroy(timedOut()), connectTimeoutMs);
    this.socket
      .once('connect', () => clearTimeout(late))
      .once('close', () => {
        clearTimeout(late);
        this.close();
      })
      .on('error', (error) => {
        this.failure ??= error;
      })
      .on('data', (bytes) => this.read(bytes))
      .on('end', () => this.readEnd());
  }

  get isOpen(): boolean {
    return !this.socket.destroyed && !this.socket.readableEnded;
  }

  /** Rejects when the connection fails before an answer begins. */
  send({ method, head, body }: DirectRequest): Promise<DirectReply> {
    return new Promise((resolve, reject) => {
      const reader = new ResponseReader(method, {
        onHead: (answered) => resolve({ head: answered, body: this.begin(answered) }),
        onBody: (chunk) => this.exchange?.reply?.add(chunk),
        onEnd: (trailers) => this.end(trailers),
      });
      this.exchange = { reader, reject, reply: undefined, uploading: body !== undefined };
      if (body === undefined) this.socket.write(head, 'latin1');
      else this.upload(head, body, this.exchange);
    });
  }

  destroy(): void {
    this.socket.destroy();
  }

  /** The head leaves with what of the body is there already. */
  private upload(head: string, body: Readable, exchange: Exchange): void {
    const { socket } = this;
    socket.cork();
    socket.write(head, 'latin1');
    body.once('end', () => {
      exchange.uploading = false;
    });
    body.pipe(socket, { end: false });
    process.nextTick(() => process.nextTick(() => socket.uncork()));
  }

  private begin(head: ResponseHead): ReplyBody {
    const reply = new ReplyBody(this.socket);
    if (this.exchange !== undefined) this.exchange.reply = reply;
    this.keepMs = head.keepsAlive ? Math.min(head.idleMs, this.options.idleMs) : 0;
    return reply;
  }

  private end(trailers: readonly string[]): void {
    const { exchange } = this;
    this.exchange = undefined;
    this.answered += 1;
    exchange?.reply?.finish(trailers);
    // What is left of a request that was answered before its end would be taken for the next.
    if (exchange?.uploading || this.keepMs === 0) {
      this.socket.destroy();
      return;
    }
    this.usableUntil = Date.now() + this.keepMs;
    this.options.onIdle(this);
  }

  private read(bytes: Buffer): void {
    if (this.exchange === undefined) {
      this.socket.destroy(); // it speaks, and nobody has asked
      return;
    }
    try {
      this.exchange.reader.read(bytes);
    } catch (error) {
      this.socket.destroy(error as Error);
    }
  }

  private readEnd(): void {
    this.exchange?.reader.readEnd();
    this.socket.destroy();
  }

  private close(): void {
    const { exchange } = this;
    this.exchange = undefined;
    this.options.onClose(this);
    if (exchange === undefined) return;
    const failure = this.failure ?? hungUp();
    if (exchange.reply === undefined) exchange.reject(failure);
    else exchange.reply.destroy(failure);
  }
}

const timedOut = () => Object.assign(new Error('The connection took too long.'), { code: 'ETIMEDOUT' });

const hungUp = () => Object.assign(new Error('The connection ended.'), { code: 'ECONNRESET' });
