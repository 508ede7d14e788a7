import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';

/** One HTTP request as the engine's services see it: complete, with the body read. */
export interface HttpRequest {
  readonly method: string;
  /** Path without the query, percent-encoded as it arrived. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Lower-case names; a header sent more than once is joined with ", " as Node does. */
  readonly headers: Readonly<Record<string, string>>;
  /** Name, value, name, value … as sent: for callers that need case or repetition. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  /** Address of the peer, without port. */
  readonly sourceIp: string;
}

/** A request before its body is read. */
export interface RequestHead extends Omit<HttpRequest, 'body'> {
  /** Path and query exactly as sent. */
  readonly target: string;
  /** The client asks to go over to this protocol: `websocket`; others are never asked for. */
  readonly upgrade?: string;
}

/** A request whose body may still be on its way. The body is taken once: whole, or as it comes. */
export interface IncomingRequest {
  readonly head: RequestHead;
  /** Rejects with `BodyTooLargeError` beyond `limit` bytes, and when the client goes away before the end. */
  body(limit: number): Promise<Buffer>;
  stream(): Readable;
  /** Name, value, name, value … of what came behind a chunked body; known once the stream has ended. */
  trailers(): readonly string[];
}

export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer | string;
}

/** An answer whose body may still be on its way: it goes out as it comes, and is cut off where it is cut off. */
export interface StreamedReply {
  readonly status: number;
  readonly statusText: string;
  /** Name, value, name, value … as they go out. */
  readonly rawHeaders: readonly string[];
  readonly stream: Readable;
  /** Name, value, name, value … of what came behind a chunked body; known once the stream has ended. */
  readonly trailers?: () => readonly string[];
  /** Whether all of the body waits in the stream; absent where nobody knows. */
  readonly isWhole?: () => boolean;
  /** With status 101: the connection that speaks another protocol from now on, both ways. */
  readonly tunnel?: Socket;
}

export type HttpAnswer = HttpReply | StreamedReply;
