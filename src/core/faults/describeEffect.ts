import { type ExtendedRule, type Latency, outcomeOf } from './extendedRule';
import type { FaultRule } from './rule';

/** What a rule does to what it reaches: `503 ServiceUnavailable`, `delay of 100 to 300 ms, first 3 calls`. */
export const describeEffect = (rule: FaultRule, error: string): string => {
  const { latency, count, durationMs }: ExtendedRule = rule;
  const late = latency && outcomeOf(rule) !== 'pass' ? ` after ${describeLatency(latency)}` : '';
  return [
    describeOutcome(rule, error) + late,
    ...(count === undefined ? [] : [count === 1 ? 'first call' : `first ${count} calls`]),
    ...(durationMs === undefined ? [] : [`for ${describeTime(durationMs)}`]),
  ].join(', ');
};

const describeOutcome = (rule: ExtendedRule, error: string): string => {
  switch (outcomeOf(rule)) {
    case 'error':
      return error;
    case 'pass':
      return rule.latency ? `delay of ${describeLatency(rule.latency)}` : 'nothing';
    case 'reset':
      return 'connection cut';
    case 'timeout':
      return `no answer for ${describeTime(rule.timeout?.ms ?? 0)}`;
  }
};

/** `200 ms`, `100 to 300 ms`, `about 80 ms (lognormal, sigma 0.4)`. */
export const describeLatency = (latency: Latency): string => {
  switch (latency.distribution) {
    case 'normal':
      return `about ${latency.mean} ms (normal, deviation ${latency.deviation} ms)`;
    case 'lognormal':
      return `about ${latency.median} ms (lognormal, sigma ${latency.sigma})`;
    default:
      return latency.min === latency.max ? `${latency.min} ms` : `${latency.min} to ${latency.max} ms`;
  }
};

/** `500 ms`, `5 s`. */
export const describeTime = (ms: number): string => (ms < 1000 ? `${ms} ms` : `${ms / 1000} s`);
