import { randomUUID } from 'node:crypto';
import { arch, hostname, platform, release } from 'node:os';
import { systemClock } from '../../clock';
import { HumanError } from '../../errors';
import { resolveConfiguration } from '../configuration/resolveConfiguration';
import { resolveDynamic } from '../configuration/resolveDynamic';
import { substitute } from '../configuration/substitute';
import type { Experiment, FullActivity } from '../format/experiment';
import type { ActivityContext } from './activityContext';
import type { ActivityRun, Journal, JournalStatus, SteadyStateRun } from './journal';
import { isoTime, type OpenRun } from './runActivity';
import type { RunOptions } from './runOptions';
import { runPhases } from './runPhases';
import { runProvider } from './runProvider';
import { RunSafety } from './safety/runSafety';

/** The version of chaostoolkit-lib whose journal it is. */
const libraryVersion = '1.44.0';

/** A journal that is being written. */
export interface OpenJournal {
  status: JournalStatus | undefined;
  deviated: boolean;
  before: SteadyStateRun | null;
  after: SteadyStateRun | null;
  readonly during: SteadyStateRun[];
  readonly run: OpenRun[];
  readonly rollbacks: OpenRun[];
}

/**
 * Runs a checked experiment as Chaos Toolkit does, and takes back every fault that it has set in an engine, however it
 * ends. Rejects with a `HumanError` only when nothing has been run: values that are missing, an engine that is not there.
 */
export const runExperiment = async (written: Experiment, options: RunOptions): Promise<Journal> => {
  const clock = systemClock;
  const { configuration, secrets } = values(written, options);
  const safety = await RunSafety.begin(written, options, { configuration, secrets }, randomUUID());
  const base = contextOf(written, options, safety);
  const started = clock.now();
  const journal: OpenJournal = {
    status: undefined,
    deviated: false,
    before: null,
    after: null,
    during: [],
    run: [],
    rollbacks: [],
  };
  try {
    const dynamic = await resolveDynamic(configuration, (probe, found) =>
      runProvider(probe, { ...base, substitute: (value) => substitute(value, found, secrets) }),
    );
    for (const name of dynamic.failed)
      base.tell({
        kind: 'log',
        level: 'warning',
        message: `The probe for ${name} found nothing: \${${name}} stays as it is.`,
      });
    const context = {
      ...base,
      substitute: (value: unknown) => substitute(value, dynamic.configuration, secrets),
    };
    const experiment = { ...written, title: String(context.substitute(written.title)) };
    await runPhases(experiment, options, context, journal);
    const ended = clock.now();
    return {
      'chaoslib-version': libraryVersion,
      platform: `${platform()}-${release()}-${arch()}`,
      node: hostname(),
      experiment,
      start: isoTime(started),
      end: isoTime(ended),
      duration: (ended - started) / 1000,
      status: journal.status ?? 'completed',
      deviated: journal.deviated,
      steady_states: { before: journal.before, after: journal.after, during: journal.during },
      run: journal.run as ActivityRun[],
      rollbacks: journal.rollbacks as ActivityRun[],
    };
  } finally {
    await safety.end();
  }
};

const values = (experiment: Experiment, { env, variables, secrets }: RunOptions) => {
  const resolved = resolveConfiguration(experiment, {
    env,
    ...(variables && { variables }),
    ...(secrets && { secrets }),
  });
  const errors = resolved.problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new HumanError(errors.map(({ message }) => message).join('\n'), 'usage');
  return resolved;
};

const contextOf = (experiment: Experiment, options: RunOptions, safety: RunSafety): ActivityContext => {
  const activities = [
    ...(experiment['steady-state-hypothesis']?.probes ?? []),
    ...experiment.method,
    ...(experiment.rollbacks ?? []),
  ].filter((activity): activity is FullActivity => !('ref' in activity));
  const byName = new Map(activities.map((activity) => [activity.name, activity]));
  return {
    folder: options.folder,
    env: options.env,
    signal: options.signal,
    clock: systemClock,
    substitute: (value) => value,
    authorize: (request) => safety.authorize(request),
    find: (name) => byName.get(name),
    dry: options.dry ?? experiment.dry,
    tell: (progress) => options.onProgress?.(progress),
  };
};
