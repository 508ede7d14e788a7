import type { HttpRequest } from '../aws/http';
import type { Reply } from '../aws/reply';

/** What an operation was asked, by member name: labels, query and body of the request, whatever the protocol. */
export type Input = Readonly<Record<string, unknown>>;

export interface OperationContext {
  readonly region: string;
  readonly accountId: string;
  readonly requestId: string;
  /** The raw request, for headers and binary bodies. Absent when the emulator calls itself (CloudFormation). */
  readonly request?: HttpRequest;
}

export type { Reply };

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
