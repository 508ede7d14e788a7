import type { Activity } from '../format/experiment';
import type { ActivityRun, Journal, SteadyStateRun } from '../run/journal';
import { withinValues } from '../run/tolerance/withinTolerance';
import { detailText, fullActivity, nameOfActivity, outputText, problemText } from './describeEntry';
import { expectationChecks } from './expectationChecks';
import { toleranceText } from './toleranceText';
import { verdictOf } from './verdict';

/** One thing that a run said about the system, or was to say. */
export interface Check {
  readonly when: 'before' | 'during' | 'after' | 'method' | 'expected';
  readonly name: string;
  /** `error`: it could not be told. */
  readonly outcome: 'passed' | 'failed' | 'error' | 'skipped';
  readonly seconds: number;
  /** In one sentence; of all but what passed. */
  readonly message?: string;
  readonly detail?: string;
  /** What was asked for and what came, of what was judged: for a diff where it failed. */
  readonly expected?: string;
  readonly actual?: string;
  /** Where the activity stands in the experiment. */
  readonly path: readonly (string | number)[];
}

/** Each probe of the hypothesis at each time that it was due, and each expectation of the extension. */
export const checksOf = (journal: Journal): Check[] => {
  const { before, during, after } = journal.steady_states;
  return [
    ...hypothesisChecks('before', journal, before ? [before] : []),
    ...methodChecks(journal),
    ...hypothesisChecks('during', journal, during),
    ...hypothesisChecks('after', journal, after ? [after] : []),
    ...expectationChecks(journal),
  ];
};

/** `Before: GET /test`, `During the method: GET /test`. */
export const checkTitle = ({ when, name }: Pick<Check, 'when' | 'name'>): string =>
  `${checkTimes[when]}: ${name}`;

export const checkTimes: Readonly<Record<Check['when'], string>> = {
  before: 'Before',
  during: 'During the method',
  after: 'After',
  method: 'Method',
  expected: 'Expected',
};

const hypothesisChecks = (
  when: 'before' | 'during' | 'after',
  journal: Journal,
  runs: readonly SteadyStateRun[],
): Check[] => {
  const probes = journal.experiment['steady-state-hypothesis']?.probes ?? [];
  if (!wasDue(when, journal, runs)) return [];
  return probes.map((probe, index) => {
    const name = nameOfActivity({ activity: probe });
    const entries = runs.flatMap(({ probes: entries }) => {
      const same = entries[index];
      return same && nameOfActivity(same) === name
        ? [same]
        : entries.filter((each) => nameOfActivity(each) === name);
    });
    return { ...checkOf(entries, journal), when, name, path: ['steady-state-hypothesis', 'probes', index] };
  });
};

/** What was never due is no check; what was due and did not come is a skipped one. */
const wasDue = (when: 'before' | 'during' | 'after', journal: Journal, runs: readonly unknown[]): boolean =>
  runs.length > 0 ||
  (when === 'after' && journal.steady_states.before !== null && !verdictOf(journal).isGood);

const methodChecks = (journal: Journal): Check[] => {
  const places = placesIn(journal.experiment.method);
  return journal.run.flatMap((entry) => {
    const name = nameOfActivity(entry);
    const path = ['method', places(name)];
    return entry.tolerance_met === undefined
      ? []
      : [{ ...checkOf([entry], journal), when: 'method', name, path }];
  });
};

/** Tells where the next activity of a name stands. */
export const placesIn = (activities: readonly Activity[]): ((name: string) => number) => {
  const names: (string | undefined)[] = activities.map((activity) => nameOfActivity({ activity }));
  return (name) => {
    const found = Math.max(0, names.indexOf(name));
    names[found] = undefined;
    return found;
  };
};

const checkOf = (
  entries: readonly ActivityRun[],
  journal: Journal,
): Omit<Check, 'when' | 'name' | 'path'> => {
  const seconds = entries.reduce((sum, { duration }) => sum + duration, 0);
  if (leavesOutProbes(journal))
    return { outcome: 'skipped', seconds, message: 'Not checked: the dry run left it out.' };
  if (entries.length === 0) return { outcome: 'skipped', seconds, message: skippedText(journal) };
  const bad = entries.filter((entry) => !isKept(entry));
  const [first] = bad;
  if (first === undefined) return { outcome: 'passed', seconds, ...answerOf(entries[0]) };
  const detail = detailText(first);
  return {
    outcome: bad.some(({ status }) => status === 'succeeded') ? 'failed' : 'error',
    seconds,
    message: `${problemText(first)}${often(bad, entries)}`,
    ...(detail ? { detail } : {}),
    ...answerOf(first),
  };
};

const answerOf = (entry: ActivityRun | undefined): Pick<Check, 'expected' | 'actual'> => {
  const tolerance = entry && fullActivity(entry)?.tolerance;
  if (entry?.status !== 'succeeded' || tolerance === undefined) return {};
  return { expected: toleranceText(tolerance), actual: outputText(entry) };
};

/** Of a dry run that asks nothing: what its journal says of probes says nothing. */
export const leavesOutProbes = ({ experiment: { dry } }: Journal): boolean =>
  dry === 'probes' || dry === 'activities';

/** Whether an entry is as was asked for. */
export const isKept = ({ status, tolerance_met }: ActivityRun): boolean =>
  status === 'succeeded' && tolerance_met !== false;

/**
 * Whether a probe is within its tolerance; undefined when it has none. Chaos Toolkit judges those of the hypothesis alone;
 * those of the method are judged here, as far as their tolerance is a value.
 */
export const metTolerance = (entry: ActivityRun): boolean | undefined => {
  if (entry.tolerance_met !== undefined) return entry.tolerance_met;
  const { type, tolerance } = fullActivity(entry) ?? {};
  const isValue = typeof tolerance === 'number' || typeof tolerance === 'boolean' || Array.isArray(tolerance);
  if (type !== 'probe' || !isValue || isLeftOut(entry)) return undefined;
  return entry.status === 'succeeded' && withinValues(tolerance, entry.output);
};

/** By a dry run. */
const isLeftOut = ({ status, output }: ActivityRun): boolean => status === 'succeeded' && output === null;

const often = (bad: readonly ActivityRun[], all: readonly ActivityRun[]): string =>
  all.length === 1 ? '' : ` So ${bad.length} of ${all.length} times.`;

const skippedText = (journal: Journal): string => `Not checked: ${reasons[verdictOf(journal).outcome]}.`;

const reasons: Readonly<Record<string, string>> = {
  'never-started': 'the steady state was not met before',
  failed: 'the run could not go on',
  interrupted: 'the run was interrupted',
  aborted: 'the run was given up',
  deviated: 'a probe before it was not as it should be',
  passed: 'the run did not ask for it',
};
