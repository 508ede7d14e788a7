/** The head of an answer, and what it says of the body and of the connection. */
export interface ResponseHead {
  readonly status: number;
  readonly statusText: string;
  /** Name, value, name, value … as sent. */
  readonly rawHeaders: readonly string[];
  readonly body: BodyFraming;
  /** Whether the server will take another request on the connection. */
  readonly keepsAlive: boolean;
  /** How long it keeps an idle connection, as far as it says. */
  readonly idleMs: number;
}

/** Where a body ends: after so many bytes, after its last chunk, or with the connection. */
export type BodyFraming = number | 'chunked' | 'close';

/** An answer that is no HTTP/1.x. `code` is what Node's own parser calls it. */
export class ResponseSyntaxError extends Error {
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
  }
}

/** What matters of the headers here, gathered while they are read. */
interface Seen {
  length: string | undefined;
  coding: string | undefined;
  connection: string;
  keepAlive: string;
}

const statusLine = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: (.*))?$/;
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a value may not hold
const noValue = /[\x00-\x08\x0a-\x1f\x7f]/;

/** Reads a head, without the empty line behind it, as RFC 9112 frames messages (section 6.3). */
export function readResponseHead(text: string, method: string): ResponseHead {
  let end = lineEnd(text, 0);
  const [, minor, code, statusText = ''] = statusLine.exec(text.slice(0, end)) ?? [];
  if (code === undefined)
    throw new ResponseSyntaxError('Not a status line of HTTP/1.x.', 'HPE_INVALID_CONSTANT');
  const rawHeaders: string[] = [];
  const seen: Seen = { length: undefined, coding: undefined, connection: '', keepAlive: '' };
  while (end < text.length) {
    const begin = end + 2;
    end = lineEnd(text, begin);
    readLine(text.slice(begin, end), rawHeaders, seen);
  }
  const status = Number(code);
  const body = framingOf(status, method, seen);
  const says = seen.connection.toLowerCase();
  const keeps = minor === '1' ? !says.includes('close') : says.includes('keep-alive');
  return {
    status,
    statusText,
    rawHeaders,
    body,
    keepsAlive: keeps && body !== 'close',
    idleMs: idleMsOf(seen.keepAlive),
  };
}

const lineEnd = (text: string, from: number): number => {
  const end = text.indexOf('\r\n', from);
  return end < 0 ? text.length : end;
};

function readLine(line: string, rawHeaders: string[], seen: Seen): void {
  const colon = line.indexOf(':');
  const name = line.slice(0, colon);
  const value = line.slice(colon + 1).trim();
  if (colon < 0 || !token.test(name) || noValue.test(value))
    throw new ResponseSyntaxError('Not a header.', 'HPE_INVALID_HEADER_TOKEN');
  rawHeaders.push(name, value);
  note(name, value, seen);
}

/** Most headers are told from these by their length alone. */
function note(name: string, value: string, seen: Seen): void {
  switch (name.length) {
    case 10: {
      const lower = name.toLowerCase();
      if (lower === 'connection') seen.connection += `,${value}`;
      else if (lower === 'keep-alive') seen.keepAlive = value;
      break;
    }
    case 14:
      if (name.toLowerCase() !== 'content-length') break;
      if (seen.length !== undefined || !/^\d{1,15}$/.test(value))
        throw new ResponseSyntaxError('Not one Content-Length.', 'HPE_INVALID_CONTENT_LENGTH');
      seen.length = value;
      break;
    case 17:
      if (name.toLowerCase() !== 'transfer-encoding') break;
      seen.coding = seen.coding === undefined ? value : `${seen.coding},${value}`;
  }
}

function framingOf(status: number, method: string, { length, coding }: Seen): BodyFraming {
  if (length !== undefined && coding !== undefined)
    throw new ResponseSyntaxError('Both a length and a coding.', 'HPE_INVALID_TRANSFER_ENCODING');
  if (method === 'HEAD' || status < 200 || status === 204 || status === 304) return 0;
  if (coding !== undefined) return codedFraming(coding.toLowerCase());
  return length === undefined ? 'close' : Number(length);
}

/** Another coding would be left out on the way, and the body with it would be another. */
function codedFraming(coding: string): BodyFraming {
  if (coding === 'chunked') return 'chunked';
  if (coding === 'identity') return 'close'; // of old servers: no coding at all
  throw new ResponseSyntaxError('An unknown coding.', 'HPE_INVALID_TRANSFER_ENCODING');
}

/** `timeout=5, max=100`; for ever when it does not say. */
function idleMsOf(keepAlive: string): number {
  if (keepAlive === '') return Number.POSITIVE_INFINITY;
  const seconds = /(?:^|[\s,])timeout=(\d+)/i.exec(keepAlive)?.[1];
  return seconds === undefined ? Number.POSITIVE_INFINITY : Number(seconds) * 1000;
}
