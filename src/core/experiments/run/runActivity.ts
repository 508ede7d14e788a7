import type { Activity, DryStrategy, FullActivity } from '../format/experiment';
import type { ActivityContext } from './activityContext';
import { ActivityFailed } from './activityFailed';
import type { ActivityRun } from './journal';
import { pause } from './pause';
import type { RunPhase } from './runOptions';
import { runProvider } from './runProvider';
import { tellWaiting } from './tellWaiting';

/** An entry while its activity runs: the journal has it from the beginning. */
export type OpenRun = { -readonly [K in keyof ActivityRun]?: ActivityRun[K] } & Pick<
  ActivityRun,
  'activity' | 'start'
>;

/**
 * Carries one activity out, with its pauses, and gives its entry in the journal. What fails is told there. Rejects when the
 * run is ended by its signal, and then the entry says `aborted`; and with what is more than a failure, but for a rollback.
 */
export const runActivity = async (
  written: Activity,
  phase: RunPhase,
  context: ActivityContext,
  runs?: OpenRun[],
): Promise<ActivityRun> => {
  const activity = fullActivity(written, context);
  const { before, after } = pausesOf(activity, context);
  await pause(before, context);
  const began = context.clock.now();
  const run: OpenRun = { activity: { ...activity }, start: isoTime(began), output: null };
  runs?.push(run);
  context.tell({ kind: 'started', phase, name: activity.name, type: activity.type });
  try {
    run.output = isDry(activity, context) ? null : await outputOf(activity, context);
    run.status = 'succeeded';
  } catch (error) {
    run.status = context.signal.aborted ? 'aborted' : 'failed';
    run.exception = [`${(error as Error).name}: ${(error as Error).message}\n`];
    if (context.signal.aborted || !(error instanceof ActivityFailed || phase === 'rollbacks')) throw error;
  } finally {
    const ended = context.clock.now();
    run.end = isoTime(ended);
    run.duration = (ended - began) / 1000;
    context.tell({ kind: 'ended', phase, entry: run as ActivityRun });
  }
  await pause(after, context);
  return run as ActivityRun;
};

const outputOf = async (activity: FullActivity, context: ActivityContext): Promise<unknown> => {
  const waiting = tellWaiting(activity, context);
  return runProvider(activity, context).finally(() => waiting.dispose());
};

const fullActivity = (written: Activity, { find }: ActivityContext): FullActivity => {
  if (!('ref' in written)) return written;
  const found = find(written.ref);
  if (found) return found;
  throw new ActivityFailed(`There is no activity named "${written.ref}" to refer to.`);
};

const isDry = (activity: FullActivity, context: ActivityContext): boolean => {
  const dry = dryOf(activity, context);
  return dry === 'activities' || dry === `${activity.type}s`;
};

/** Its own comes first. */
const dryOf = (activity: FullActivity, { dry }: ActivityContext): DryStrategy | undefined =>
  activity.dry ?? dry;

const pausesOf = (activity: FullActivity, context: ActivityContext): { before: number; after: number } => {
  if (dryOf(activity, context) === 'pause' || isDry(activity, context)) return { before: 0, after: 0 };
  const pauses = context.substitute(activity.pauses ?? {}) as NonNullable<FullActivity['pauses']>;
  return { before: Number(pauses.before ?? 0), after: Number(pauses.after ?? 0) };
};

/** As Python's `isoformat` writes the time in UTC. */
export const isoTime = (at: number): string => new Date(at).toISOString().replace('Z', '000+00:00');
