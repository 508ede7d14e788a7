import type { Command } from 'commander';
import type { FaultRule } from '../core/faults/rule';
import { decimal, wholeNumber } from './options';

/** The options that name a rule's fields. */
export interface RuleOptions {
  readonly region?: string;
  readonly service?: string;
  readonly operation?: string;
  readonly probability?: number;
  readonly status?: number;
  readonly code?: string;
}

export const withRuleOptions = (command: Command): Command =>
  command
    .option('--region <name>', 'only calls in this region')
    .option('--service <name>', 'only calls of this service, as botocore names it: lambda, apigateway')
    .option('--operation <name>', 'only this operation: GetFunction')
    .option('--probability <number>', 'how often it fires, from 0 to 1', decimal)
    .option('--status <number>', 'HTTP status of the error, from 400 to 599', wholeNumber)
    .option('--code <name>', 'error code: ServiceUnavailable');

/** The rule that the options say, without what they leave out. */
export const ruleOf = ({ region, service, operation, probability, status, code }: RuleOptions): FaultRule => {
  const error = { ...named('statusCode', status), ...named('code', code) };
  return {
    ...named('region', region),
    ...named('service', service),
    ...named('operation', operation),
    ...named('probability', probability),
    ...(Object.keys(error).length > 0 ? { error } : {}),
  };
};

const named = (name: string, value: unknown) => (value === undefined ? {} : { [name]: value });
