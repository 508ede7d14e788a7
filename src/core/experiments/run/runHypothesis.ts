import { messageOf } from '../../errors';
import type { Activity, FullActivity, Hypothesis } from '../format/experiment';
import type { ActivityContext } from './activityContext';
import type { ActivityRun, SteadyStateRun } from './journal';
import { type OpenRun, runActivity } from './runActivity';
import type { RunPhase } from './runOptions';
import { runProvider } from './runProvider';
import { withinTolerance } from './tolerance/withinTolerance';

/** Asks the probes in their order, up to the first that fails or is out of its tolerance. */
export const runHypothesis = async (
  { probes = [] }: Hypothesis,
  phase: RunPhase,
  context: ActivityContext,
): Promise<SteadyStateRun> => {
  context.tell({ kind: 'phase', phase });
  const runs: ActivityRun[] = [];
  for (const probe of probes) {
    const run = await ask(probe, phase, context);
    runs.push(run);
    if (!run.tolerance_met) return told({ steady_state_met: false, probes: runs }, phase, context);
  }
  return told({ steady_state_met: true, probes: runs }, phase, context);
};

/**
 * What Chaos Toolkit gives up at, without a journal, is a probe that failed; beside the method it ends the run there, and
 * here.
 */
const ask = async (probe: Activity, phase: RunPhase, context: ActivityContext): Promise<ActivityRun> => {
  const runs: OpenRun[] = [];
  const judged = (run: ActivityRun): ActivityRun => {
    context.tell({ kind: 'ended', phase, entry: run });
    return run;
  };
  try {
    const run = await runActivity(probe, phase, { ...context, tell: butNotItsEnd(context.tell) }, runs);
    const isKept = run.status === 'succeeded' && (await isMet(probe, run.output, context));
    return judged({ ...run, tolerance_met: isKept });
  } catch (error) {
    const [run] = runs;
    if (!run || phase === 'during' || context.signal.aborted) {
      if (run) judged(run as ActivityRun);
      throw error;
    }
    const exception = [`${(error as Error).name}: ${messageOf(error)}\n`];
    context.tell({ kind: 'log', level: 'error', message: `${nameOf(run)}: ${messageOf(error)}` });
    return judged({ ...(run as ActivityRun), status: 'failed', exception, tolerance_met: false });
  }
};

/** How a probe ended is told when it has been judged. */
const butNotItsEnd =
  (tell: ActivityContext['tell']): ActivityContext['tell'] =>
  (progress) => {
    if (progress.kind !== 'ended') tell(progress);
  };

const nameOf = ({ activity }: OpenRun): string => ('ref' in activity ? activity.ref : activity.name);

const told = (steadyState: SteadyStateRun, phase: RunPhase, { tell }: ActivityContext): SteadyStateRun => {
  tell({ kind: 'hypothesis', phase, steadyState });
  return steadyState;
};

/** What was not asked cannot be judged: in a dry run of probes all are met. */
export const isMet = (
  probe: Activity,
  output: unknown,
  context: ActivityContext,
): Promise<boolean> | boolean => {
  if (context.dry === 'probes' || context.dry === 'activities') return true;
  const { tolerance } = probe as Partial<FullActivity>; // of what refers to another: its own, not that of the other
  if (tolerance === undefined) return false;
  return withinTolerance(tolerance, output, {
    substitute: context.substitute,
    run: (judge) => runProvider(judge, context),
    warn: (message) => context.tell({ kind: 'log', level: 'warning', message }),
  });
};
