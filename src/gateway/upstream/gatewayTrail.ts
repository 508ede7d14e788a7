import { randomUUID } from 'node:crypto';
import type { RequestHead } from '../../aws/http';

/** Names each gateway that a request went through: the one header that is added on the way. */
const GATEWAY_HEADER = 'x-chaos-gateway';

type Headers = Pick<RequestHead, 'headers'>;

/** 508 (RFC 5842), which no SDK tries again. */
export const LOOP_DETECTED = 508;

/** What a gateway leaves on the requests that it passes on, so that it knows one that comes back. */
export class GatewayTrail {
  private readonly id = randomUUID();

  /** Name and value, as raw headers are. */
  get mark(): readonly [name: string, value: string] {
    return [GATEWAY_HEADER, this.id];
  }

  /** The raw headers of a question that is asked on behalf of a request. */
  onBehalfOf({ headers }: Headers): readonly string[] {
    const before = headers[GATEWAY_HEADER];
    return before === undefined ? [] : [GATEWAY_HEADER, before];
  }

  /** Whether a request came through here before, whatever other gateways it went through since. */
  isOn({ headers }: Headers): boolean {
    return headers[GATEWAY_HEADER]?.includes(this.id) ?? false;
  }
}
