import type { HttpReply, HttpRequest } from '../../aws/http';
import type { LiveReply } from '../http/httpServer';

/** A request to the engine itself. */
export interface ControlRequest extends Pick<HttpRequest, 'method' | 'path' | 'headers'> {
  readonly body: Buffer;
  /** What the wildcard of the route matched, percent-decoded: the owner of a lease. */
  readonly name: string;
}

export type ControlHandler = (
  request: ControlRequest,
) => HttpReply | LiveReply | Promise<HttpReply | LiveReply>;

/** One path with its methods. A path that ends in "*" takes one more segment. */
export interface ControlRoute {
  readonly path: string;
  readonly methods: Readonly<Record<string, ControlHandler>>;
}

/** A refusal that becomes a JSON answer: `{"message": …}`. */
export class ControlError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = 'ControlError';
  }
}
