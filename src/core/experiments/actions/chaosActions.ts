import { describeError } from '../../faults/errorPresets';
import { describeScope } from '../../faults/faultScope';
import { extensionsOf, type FaultRule } from '../../faults/rule';
import { percent } from '../../lab/maskedFaults';
import type { Action, HttpProvider, Probe } from './activity';

/** Whose rules of an experiment are: *Halt All* of a lab takes them back as well. */
const tag = 'chaos-lab:experiment';

/** What answers 404 here has no Chaos API: every action would be in vain, and Chaos Toolkit would not mind. */
export const chaosApiProbe: Probe = {
  type: 'probe',
  name: 'The Chaos API answers',
  tolerance: 200,
  provider: { type: 'http', method: 'GET', url: `\${endpoint}/_localstack/chaos/faults`, timeout: 10 },
};

/** None for no rules. */
export const setFaults = (rules: readonly FaultRule[]): Action[] =>
  rules.length === 0 ? [] : [action(`Set ${rules.map(faultText).join('; ')}`, faults('PATCH', rules))];

/** None for no rules. */
export const takeBackFaults = (rules: readonly FaultRule[]): Action[] =>
  rules.length === 0 ? [] : [action(`Take back ${rules.map(faultText).join('; ')}`, faults('DELETE', rules))];

/** Of every request, in milliseconds; 0 takes it back. */
export const setLatency = (latencyMs: number): Action =>
  action(
    latencyMs === 0 ? 'Take back the latency' : `Answer every request ${latencyMs} ms later`,
    chaosApi('POST', 'effects', { latency: latencyMs }),
  );

/** `lambda in us-east-1: 503 ServiceUnavailable, 50 %`. */
export const faultText = (rule: FaultRule): string => {
  const { probability = 1 } = rule;
  return `${describeScope(rule)}: ${describeError(rule)}${probability < 1 ? `, ${percent(probability)}` : ''}`;
};

const action = (name: string, provider: HttpProvider): Action => ({
  type: 'action',
  name,
  background: false,
  provider,
});

const faults = (method: 'PATCH' | 'DELETE', rules: readonly FaultRule[]): HttpProvider =>
  chaosApi(
    method,
    'faults',
    rules.map((rule) => ({ ...rule, description: tag })),
    extensionsOf(rules),
  );

/** Chaos Toolkit sends a body as JSON only with exactly this header. */
const chaosApi = (
  method: HttpProvider['method'],
  path: string,
  body: unknown,
  extensions: readonly string[] = [],
): HttpProvider => ({
  type: 'http',
  method,
  url: `\${endpoint}/_localstack/chaos/${path}`,
  headers: {
    'Content-Type': 'application/json',
    ...(extensions.length > 0 && { 'x-chaos-extensions': extensions.join(',') }),
  },
  arguments: body,
  timeout: 10,
});
