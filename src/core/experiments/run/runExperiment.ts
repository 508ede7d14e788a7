import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { systemClock } from '../../clock';
import { HumanError } from '../../errors';
import { resolveConfiguration } from '../configuration/resolveConfiguration';
import { resolveDynamic } from '../configuration/resolveDynamic';
import { substitute } from '../configuration/substitute';
import type { Experiment, FullActivity } from '../format/experiment';
import { labExtensionName } from '../format/labExtension';
import { faultSpans } from '../report/faultSpans';
import { journalTime } from '../report/journalTime';
import type { ActivityContext } from './activityContext';
import type { Journal } from './journal';
import type { LabMeasurements } from './labMeasurements';
import { LabRun } from './measure/labRun';
import type { FaultTimes } from './measure/measureEndpoint';
import { closedJournal, openJournal } from './openJournal';
import type { RunOptions } from './runOptions';
import { runPhases } from './runPhases';
import { runProvider } from './runProvider';
import { engineOrigins } from './safety/engineOrigins';
import type { HoldOptions } from './safety/heldEngine';
import { RunSafety } from './safety/runSafety';

type Values = Readonly<Record<string, unknown>>;

/**
 * Runs a checked experiment as Chaos Toolkit does, and takes back every fault that it has set in an engine, however it
 * ends. Rejects with a `HumanError` only when nothing has been run: values that are missing, an engine that is not there.
 */
export const runExperiment = async (written: Experiment, options: RunOptions): Promise<Journal> => {
  const { configuration, secrets } = values(written, options);
  const safety = new RunSafety(randomUUID(), holdOptions(options));
  const base = contextOf(written, options, safety);
  let end = () => safety.end(options.signal.aborted);
  try {
    if (options.endpoint !== undefined) await safety.require(options.endpoint);
    const found = await foundByProbes(configuration, secrets, base);
    const context = { ...base, substitute: (value: unknown) => substitute(value, found, secrets) };
    for (const origin of engineOrigins(written, context.substitute)) await safety.watch(origin);
    const experiment = { ...written, title: String(context.substitute(written.title)) };
    const lab = LabRun.of(experiment, context);
    const isSeeded = lab?.seed !== undefined && (await safety.setSeed(lab.seed));
    const journal = openJournal(context.clock.now());
    await runPhases({ experiment, options, context, journal, ...(lab && { lab }) });
    const ended = context.clock.now();
    const left = await end();
    end = async () => [];
    for (const message of left) context.tell({ kind: 'log', level: 'error', message });
    const closed = closedJournal(experiment, journal, ended);
    const mayRecover = closed.rollbacks.length > 0 || safety.holdsAny;
    const measured = await lab?.end(faultTimes(closed), { at: context.clock.now(), mayRecover });
    const extension: LabMeasurements = {
      name: labExtensionName,
      faultsTakenBack: left.length === 0 || left,
      ...(isSeeded && { seed: lab.seed }),
      ...measured,
    };
    return { ...closed, extensions: [extension] };
  } finally {
    await end();
  }
};

const holdOptions = ({ guard, onProgress }: RunOptions): HoldOptions => ({
  ...(guard && { guard }),
  warn: (message) => onProgress?.({ kind: 'log', level: 'warning', message }),
});

/** The configuration with what its probes find. */
const foundByProbes = async (
  configuration: Values,
  secrets: Values,
  base: ActivityContext,
): Promise<Values> => {
  const dynamic = await resolveDynamic(configuration, (probe, found) =>
    runProvider(probe, { ...base, substitute: (value) => substitute(value, found, secrets) }),
  );
  for (const name of dynamic.failed)
    base.tell({
      kind: 'log',
      level: 'warning',
      message: `The probe for ${name} found nothing: \${${name}} stays as it is.`,
    });
  return dynamic.configuration;
};

/** As far as the activities of the run tell. */
const faultTimes = (journal: Journal): FaultTimes => {
  const spans = faultSpans(journal);
  const [from, to] = [spans?.[0]?.from ?? journalTime(journal.run[0]?.end ?? ''), spans?.at(-1)?.to];
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
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
  // The last of a name counts, and rollbacks are not referred to. Source: chaoslib/caching.py, `cache_activities`.
  const activities = [...experiment.method, ...(experiment['steady-state-hypothesis']?.probes ?? [])].filter(
    (activity): activity is FullActivity => !('ref' in activity),
  );
  const byName = new Map(activities.map((activity) => [activity.name, activity]));
  const signal = AbortSignal.any([options.signal]);
  setMaxListeners(0, signal); // each request under way has one
  return {
    folder: options.folder,
    env: options.env,
    signal,
    clock: systemClock,
    substitute: (value) => value,
    authorize: (request) => safety.authorize(request),
    find: (name) => byName.get(name),
    dry: options.dry ?? experiment.dry,
    tell: (progress) => options.onProgress?.(progress),
  };
};
