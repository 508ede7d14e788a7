import { type Check, checksOf, checkTimes, checkTitle } from '../report/checks';
import type { Journal } from '../run/journal';

/** What a run says of one test. */
export interface ExperimentTestResult {
  readonly outcome: Check['outcome'];
  readonly seconds: number;
  /** Why, one of each time that it failed or could not be told. */
  readonly messages: readonly ExperimentTestMessage[];
}

export interface ExperimentTestMessage {
  readonly text: string;
  /** Both, or none: for a diff. */
  readonly expected?: string;
  readonly actual?: string;
}

/** From the best to the worst. */
const order: readonly Check['outcome'][] = ['skipped', 'passed', 'error', 'failed'];

/**
 * The results of a run by the place of their test (`pathKey`). A probe is asked before, during and after the method: its
 * result is the worst of these, but what was left out counts only when nothing else was asked.
 */
export const testResults = (journal: Journal): Map<string, ExperimentTestResult> => {
  const byPlace = new Map<string, Check[]>();
  for (const check of checksOf(journal)) {
    const key = pathKey(check.path);
    byPlace.set(key, [...(byPlace.get(key) ?? []), check]);
  }
  return new Map([...byPlace].map(([key, checks]) => [key, resultOf(checks)]));
};

export const pathKey = (path: readonly (string | number)[]): string => path.join('/');

const resultOf = (checks: readonly Check[]): ExperimentTestResult => ({
  outcome: checks.map(({ outcome }) => outcome).reduce(worse),
  seconds: checks.reduce((sum, { seconds }) => sum + seconds, 0),
  messages: checks.filter(isBad).map((check) => messageOf(check, timesText(checks))),
});

const worse = (a: Check['outcome'], b: Check['outcome']): Check['outcome'] =>
  order.indexOf(a) > order.indexOf(b) ? a : b;

const isBad = ({ outcome }: Check): boolean => outcome === 'failed' || outcome === 'error';

const messageOf = (check: Check, times: string): ExperimentTestMessage => ({
  text: [`${checkTitle(check)}. ${check.message ?? ''}`, times, check.detail].filter(Boolean).join('\n\n'),
  ...(check.expected !== undefined && check.actual !== undefined
    ? { expected: check.expected, actual: check.actual }
    : {}),
});

/** `Before: 200. After: 502.`; empty where it was asked once, or several things are asked of it. */
const timesText = (checks: readonly Check[]): string =>
  checks.length === 1 || checks.some(({ name }) => name !== checks[0]?.name)
    ? ''
    : checks.map((check) => `${checkTimes[check.when]}: ${answers(check)}.`).join(' ');

const answers = ({ outcome, actual }: Check): string =>
  outcome === 'skipped' ? 'not checked' : (actual ?? (outcome === 'passed' ? 'as expected' : 'no answer'));
