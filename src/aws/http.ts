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

export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer | string;
}
