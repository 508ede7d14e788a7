import { type Check, checksOf, checkTitle } from '../report/checks';
import type { Journal } from '../run/journal';

/** What a run says of one test. */
export interface ExperimentTestResult {
  readonly outcome: Check['outcome'];
  readonly seconds: number;
  /** Why, of what failed or could not be told; a line each of what was left out. */
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
  messages: checks.filter(({ outcome }) => outcome !== 'passed').map(messageOf),
});

const worse = (a: Check['outcome'], b: Check['outcome']): Check['outcome'] =>
  order.indexOf(a) > order.indexOf(b) ? a : b;

const messageOf = (check: Check): ExperimentTestMessage => ({
  text: [`${checkTitle(check)}. ${check.message ?? ''}`, check.detail].filter(Boolean).join('\n\n'),
  ...(check.expected !== undefined && check.actual !== undefined
    ? { expected: check.expected, actual: check.actual }
    : {}),
});
