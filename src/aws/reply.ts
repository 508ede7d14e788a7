/**
 * What an operation answers. `body` is rendered by the protocol of the call:
 * JSON protocols as JSON; query as `<XResponse><XResult>` with lists as `<member>`;
 * rest-xml under `xmlRoot` with flat lists. A Buffer goes out as it is.
 */
export interface Reply {
  /** HTTP status, 200 when absent. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>> | Buffer;
  readonly xmlRoot?: string;
}
