import { ResponseSyntaxError } from './responseHead';

const EMPTY = Buffer.alloc(0);
/** Of the line that tells a chunk's size, its extensions included, and of the trailers together. */
const MAX_LINE_BYTES = 16 * 1024;

/** Reads the body of RFC 9112, section 7.1, in whatever pieces it comes. */
export class ChunkedReader {
  /** Raw trailers, once the last chunk was read. */
  trailers: readonly string[] | undefined;
  private readonly trailersSoFar: string[] = [];
  private state: 'size' | 'data' | 'dataEnd' | 'trailer' = 'size';
  private left = 0;
  private line = '';

  constructor(private readonly onData: (chunk: Buffer) => void) {}

  /** Gives what comes behind the body, if that has ended. */
  read(bytes: Buffer): Buffer {
    let rest = bytes;
    while (rest.length > 0 && this.trailers === undefined)
      rest = this.state === 'data' ? this.readData(rest) : this.readLine(rest);
    return rest;
  }

  private readData(bytes: Buffer): Buffer {
    const data = bytes.subarray(0, this.left);
    this.left -= data.length;
    if (this.left === 0) this.state = 'dataEnd';
    this.onData(data);
    return bytes.subarray(data.length);
  }

  private readLine(bytes: Buffer): Buffer {
    const end = bytes.indexOf(10);
    this.line += bytes.toString('latin1', 0, end < 0 ? bytes.length : end);
    if (this.line.length > MAX_LINE_BYTES) throw invalid('A line is too long.');
    if (end < 0) return EMPTY;
    if (!this.line.endsWith('\r')) throw invalid('A line ends without a carriage return.');
    const line = this.line.slice(0, -1);
    this.line = '';
    this.take(line);
    return bytes.subarray(end + 1);
  }

  private take(line: string): void {
    if (this.state === 'size') this.takeSize(line);
    else if (this.state === 'trailer') this.takeTrailer(line);
    else if (line === '') this.state = 'size';
    else throw invalid('A chunk is longer than it says.');
  }

  private takeSize(line: string): void {
    const [, size] = /^([0-9a-f]{1,12})[ \t]*(?:;.*)?$/i.exec(line) ?? [];
    if (size === undefined) throw invalid('Not the size of a chunk.');
    this.left = Number.parseInt(size, 16);
    this.state = this.left === 0 ? 'trailer' : 'data';
  }

  private takeTrailer(line: string): void {
    if (line === '') {
      this.trailers = this.trailersSoFar;
      return;
    }
    const colon = line.indexOf(':');
    if (colon <= 0 || this.trailersSoFar.length > 200) throw invalid('Not a trailer.');
    this.trailersSoFar.push(line.slice(0, colon), line.slice(colon + 1).trim());
  }
}

const invalid = (message: string) => new ResponseSyntaxError(message, 'HPE_INVALID_CHUNK_SIZE');
