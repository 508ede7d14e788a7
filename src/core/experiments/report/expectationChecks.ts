import { labExtensionName } from '../format/labExtension';
import type { Journal } from '../run/journal';
import type { ExpectedEndpoint, SteadyStateVerdict } from '../run/labMeasurements';
import { describeUnmet } from '../run/measure/describeVerdict';
import type { Check } from './checks';
import { measurementsOf } from './measurements';

/** What the extension of an experiment asked for beyond Chaos Toolkit, and what was measured. */
export const expectationChecks = (journal: Journal): Check[] => {
  const { steadyState, expected } = measurementsOf(journal) ?? {};
  const index = journal.experiment.extensions?.findIndex(({ name }) => name === labExtensionName) ?? -1;
  const path = ['extensions', Math.max(0, index)];
  const judged = (when: 'before' | 'after') =>
    (steadyState?.[when] ?? []).map((verdict) => judgedCheck(when, verdict, [...path, 'steadyState']));
  const fails = (expected?.failed ?? []).map((each, at) =>
    expectedCheck(each, 'fails', [...path, 'expected', 'failed', at]),
  );
  const stays = (expected?.stayedHealthy ?? []).map((each, at) =>
    expectedCheck(each, 'stays healthy', [...path, 'expected', 'stayedHealthy', at]),
  );
  return [...judged('before'), ...fails, ...stays, ...judged('after')];
};

const judgedCheck = (when: 'before' | 'after', verdict: SteadyStateVerdict, path: Check['path']): Check => ({
  when,
  name: `${verdict.endpoint}, over many answers`,
  outcome: verdict.met ? 'passed' : 'failed',
  seconds: 0,
  ...(verdict.met ? {} : { message: describeUnmet(verdict) }),
  path,
});

const expectedCheck = (
  { endpoint, met, requests, bad }: ExpectedEndpoint,
  what: 'fails' | 'stays healthy',
  path: Check['path'],
): Check => ({
  when: 'expected',
  name: `${endpoint} ${what}`,
  outcome: met ? 'passed' : 'failed',
  seconds: 0,
  ...(met ? {} : { message: `${bad} of ${requests} answers were bad.` }),
  expected: what === 'fails' ? 'at least one bad answer' : 'no bad answer',
  actual: `${bad} of ${requests} bad`,
  path,
});
