import type { FaultRule } from './rule';

/** What a rule reaches: an absent field reaches everything. */
export type FaultScope = Pick<FaultRule, 'region' | 'service' | 'operation'>;

const fields = ['region', 'service', 'operation'] as const;

export const scopeOf = (rule: FaultScope): FaultScope =>
  Object.fromEntries(
    fields.filter((field) => rule[field] !== undefined).map((field) => [field, rule[field]]),
  );

export const sameScope = (a: FaultScope, b: FaultScope): boolean =>
  fields.every((field) => a[field] === b[field]);

/** Whether everything that `inner` reaches is reached by `outer` too. */
export const covers = (outer: FaultScope, inner: FaultScope): boolean =>
  fields.every((field) => outer[field] === undefined || outer[field] === inner[field]);

/** For people: `lambda Invoke in us-east-1`, `all of us-east-1`, `lambda in all regions`, `everything`. */
export const describeScope = ({ region, service, operation }: FaultScope): string => {
  const what = [service, operation ?? ''].filter(Boolean).join(' ');
  if (!what) return region === undefined ? 'everything' : `all of ${region}`;
  const named = service === undefined ? `${what} of every service` : what;
  return `${named} in ${region ?? 'all regions'}`;
};
