import type { FaultRule } from '../../../src/core/faults/rule';
import type { ChaosEvent } from '../../../src/gateway/events/chaosEvent';

/** `2026-04-02T10:39:21.165  INFO --- [et.reactor-0] localstack.request.aws     : AWS s3.ListBuckets => 200` */
const line = (area: string, text: string): string =>
  `${new Date().toISOString().slice(0, -1)}  INFO --- [et.reactor-0] ${area.padEnd(26)} : ${text}`;

/**
 * What LocalStack prints of an AWS call, its internal ones too. Undefined for the call of an endpoint, which is logged
 * as HTTP, and for what is no operation. The code of an error that no rule made is not known here.
 */
export function awsLine(event: ChaosEvent, rules: readonly FaultRule[]): string | undefined {
  const { service, operation, protocol, status, rule } = event;
  if (protocol === 'http' || operation === '') return undefined;
  const code = rule === undefined ? '' : ` (${rules[rule]?.error?.code ?? 'ServiceUnavailable'})`;
  return line('localstack.request.aws', `AWS ${service}.${operation} => ${status}${code}`);
}

export const httpLine = (method: string, path: string, status: number): string =>
  line('localstack.request.http', `${method} ${path} => ${status}`);
