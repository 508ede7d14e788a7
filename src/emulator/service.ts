import type { HttpRequest } from '../aws/http';

/** What an operation was asked, by member name: labels, query and body of the request, whatever the protocol. */
export type Input = Readonly<Record<string, unknown>>;

export interface OperationContext {
  readonly region: string;
  readonly accountId: string;
  readonly requestId: string;
  /** The raw request, for headers and binary bodies. Absent when the emulator calls itself (CloudFormation). */
  readonly request?: HttpRequest;
}

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

/** Throws `AwsError` for everything the service would refuse. */
export type Operation = (input: Input, context: OperationContext) => Reply | Promise<Reply>;

export interface Service {
  /** botocore's client name. */
  readonly name: string;
  readonly operations: Readonly<Record<string, Operation>>;
  /** Ends what the service started (processes, timers). */
  close?(): Promise<void>;
}

/** Lets one service use another as a client would (CloudFormation creating a function). Rejects with `AwsError`. */
export type CallService = (
  service: string,
  operation: string,
  region: string,
  input: Input,
) => Promise<Readonly<Record<string, unknown>>>;
