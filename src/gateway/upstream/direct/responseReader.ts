import { ChunkedReader } from './chunkedReader';
import { type ResponseHead, ResponseSyntaxError, readResponseHead } from './responseHead';

/** Told of an answer as it comes. */
export interface ResponseEvents {
  onHead(head: ResponseHead): void;
  onBody(chunk: Buffer): void;
  /** The answer is whole; with the raw trailers behind its chunks. */
  onEnd(trailers: readonly string[]): void;
}

/** As Node's own parser has it. */
const MAX_HEAD_BYTES = 16 * 1024;
const EMPTY = Buffer.alloc(0);
const HEAD_END = Buffer.from('\r\n\r\n');

/**
 * Reads the answer to one request out of the bytes of a connection, in whatever pieces they come.
 *
 *   bytes ─▶ head, interim ones skipped ─▶ so many bytes │ chunks, trailers │ all until the connection ends
 */
export class ResponseReader {
  /** The beginning of a head that is not whole yet. */
  private pending: Buffer = EMPTY;
  private head: ResponseHead | undefined;
  private left = 0;
  private chunks: ChunkedReader | undefined;
  private ended = false;

  constructor(
    /** Of the request. */
    private readonly method: string,
    private readonly events: ResponseEvents,
  ) {}

  /** Takes what came. Throws a `ResponseSyntaxError` for what is no HTTP, or more than the answer. */
  read(bytes: Buffer): void {
    let rest = bytes;
    while (rest.length > 0 && this.head === undefined) rest = this.readHead(rest);
    if (rest.length > 0) this.readBody(rest);
  }

  /** The connection has ended: true when the answer is whole by that. */
  readEnd(): boolean {
    if (this.head?.body === 'close' && !this.ended) this.end([]);
    return this.ended;
  }

  private readHead(bytes: Buffer): Buffer {
    const all = this.pending.length === 0 ? bytes : Buffer.concat([this.pending, bytes]);
    const end = all.indexOf(HEAD_END);
    if (end > MAX_HEAD_BYTES || (end < 0 && all.length > MAX_HEAD_BYTES))
      throw new ResponseSyntaxError('The head is too long.', 'HPE_HEADER_OVERFLOW');
    if (end < 0) {
      // Soon enough for what is no HTTP at all, and may never end.
      if (!couldBegin(all)) throw new ResponseSyntaxError('No HTTP.', 'HPE_INVALID_CONSTANT');
      this.pending = all;
      return EMPTY;
    }
    this.pending = EMPTY;
    this.begin(readResponseHead(all.toString('latin1', 0, end), this.method));
    return all.subarray(end + HEAD_END.length);
  }

  private begin(head: ResponseHead): void {
    if (head.status === 101)
      throw new ResponseSyntaxError('A change of protocol that nobody asked for.', 'HPE_INVALID_STATUS');
    if (head.status < 200) return; // the answer is yet to come
    this.head = head;
    this.left = typeof head.body === 'number' ? head.body : 0;
    if (head.body === 'chunked') this.chunks = new ChunkedReader((chunk) => this.events.onBody(chunk));
    this.events.onHead(head);
    if (head.body === 0) this.end([]);
  }

  private readBody(bytes: Buffer): void {
    if (this.ended) throw tooMuch();
    if (this.chunks !== undefined) this.readChunks(this.chunks, bytes);
    else if (this.head?.body === 'close') this.events.onBody(bytes);
    else this.readCounted(bytes);
  }

  private readCounted(bytes: Buffer): void {
    const body = bytes.length > this.left ? bytes.subarray(0, this.left) : bytes;
    this.left -= body.length;
    this.events.onBody(body);
    if (this.left === 0) this.end([]);
    if (bytes.length > body.length) throw tooMuch();
  }

  private readChunks(chunks: ChunkedReader, bytes: Buffer): void {
    const rest = chunks.read(bytes);
    if (chunks.trailers === undefined) return;
    this.end(chunks.trailers);
    if (rest.length > 0) throw tooMuch();
  }

  private end(trailers: readonly string[]): void {
    this.ended = true;
    this.events.onEnd(trailers);
  }
}

/** A server that speaks out of turn: what it says is the answer to nothing. */
const tooMuch = () => new ResponseSyntaxError('More than the answer.', 'HPE_CLOSED_CONNECTION');

const couldBegin = (bytes: Buffer): boolean =>
  'HTTP/1.'.startsWith(bytes.toString('latin1', 0, 7)) && !bytes.includes('\n\n');
