import type { Activity, FullActivity, Hypothesis } from '../format/experiment';
import type { ActivityContext } from './activityContext';
import type { ActivityRun, SteadyStateRun } from './journal';
import { runActivity } from './runActivity';
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
    const run = await runActivity(probe, phase, context);
    const met = run.status === 'succeeded' && (await isMet(probe, run.output, context));
    runs.push({ ...run, tolerance_met: met });
    if (!met) return told({ steady_state_met: false, probes: runs }, phase, context);
  }
  return told({ steady_state_met: true, probes: runs }, phase, context);
};

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
