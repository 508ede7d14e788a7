import { describeError } from '../../faults/errorPresets';
import { describeScope } from '../../faults/faultScope';
import type { FaultRule } from '../../faults/rule';
import type { ActivityRun } from '../run/journal';
import { chaosRequest, rulesIn } from './faultSpans';

/** What an activity does to the faults, a line each; none for one that does nothing of the kind. */
export const describeFaults = (entry: Pick<ActivityRun, 'activity'>): string[] => {
  const request = chaosRequest(entry);
  if (request === undefined || request.method === 'GET') return [];
  if (request.kind === 'effects') return [latencyText(request.body)];
  const rules = rulesIn(request.body);
  if (request.method === 'POST' && rules.length === 0) return ['takes back every fault'];
  const verb = verbs[request.method] ?? 'changes';
  return rules.map((rule) => `${verb} ${ruleText(rule)}`);
};

const verbs: Readonly<Record<string, string>> = { PATCH: 'sets', POST: 'sets', DELETE: 'takes back' };

const latencyText = (body: unknown): string => {
  const latency = (body as { latency?: unknown } | null)?.latency;
  return Number(latency) === 0 ? 'takes back the latency' : `answers ${String(latency)} ms later`;
};

/** `lambda in us-east-1: 503 ServiceUnavailable, probability 0.5`. */
const ruleText = (rule: Readonly<Record<string, unknown>>): string => {
  const text = (value: unknown) => (value === undefined ? undefined : String(value));
  const { region, service, operation, probability } = rule;
  const scope = Object.fromEntries(
    Object.entries({ region, service, operation })
      .map(([name, value]) => [name, text(value)])
      .filter(([, value]) => value !== undefined),
  );
  const odds = probability === undefined || probability === 1 ? '' : `, probability ${String(probability)}`;
  return `${describeScope(scope)}: ${describeError(rule as FaultRule)}${odds}`;
};
