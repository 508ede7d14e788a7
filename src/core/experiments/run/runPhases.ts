import { messageOf } from '../../errors';
import type { Experiment, Hypothesis, HypothesisStrategy, RollbackStrategy } from '../format/experiment';
import type { ActivityContext } from './activityContext';
import { checkContinuously } from './continuousHypothesis';
import type { SteadyStateRun } from './journal';
import type { LabRun } from './measure/labRun';
import type { OpenJournal } from './openJournal';
import { runActivities } from './runActivities';
import { runHypothesis } from './runHypothesis';
import type { RunOptions } from './runOptions';

/** What the phases share. */
export interface PhasesOf {
  readonly experiment: Experiment;
  readonly options: RunOptions;
  readonly context: ActivityContext;
  readonly journal: OpenJournal;
  /** Present when the experiment asks for more than Chaos Toolkit does. */
  readonly lab?: LabRun;
}

/**
 * Hypothesis, method, hypothesis, rollbacks, each as the strategies say, into `journal`. It never rejects: what ends a
 * run early is a status of the journal.
 */
export const runPhases = async (phases: PhasesOf): Promise<void> => {
  const { experiment, options, context, journal } = phases;
  try {
    await tryPhases(phases);
  } catch (error) {
    journal.status = context.signal.aborted ? 'interrupted' : 'failed';
    if (!context.signal.aborted) context.tell({ kind: 'log', level: 'error', message: messageOf(error) });
  }
  const strategy = options.rollbackStrategy ?? experiment.runtime?.rollbacks?.strategy ?? 'default';
  if (rollsBack(strategy, journal)) await rollBack(experiment, context, journal);
};

const tryPhases = async (phases: PhasesOf): Promise<void> => {
  const { experiment, options, context, journal, lab } = phases;
  const { hypothesis, asks } = hypothesisOf(experiment, options);
  if (hypothesis && asks.before) {
    journal.before = await checkSteadyState(hypothesis, 'before', phases);
    if (!journal.before.steady_state_met) {
      journal.status = statusOf(journal.before);
      return;
    }
  }
  const during = hypothesis && asks.during ? watch(hypothesis, options, context, journal) : undefined;
  lab?.beginMethod();
  try {
    await playMethod(experiment, context, journal);
  } finally {
    await during?.stop();
  }
  context.signal.throwIfAborted();
  if (lab && !(await lab.endMethod())) journal.deviated = true;
  if (!hypothesis || !asks.after || journal.status === 'aborted' || journal.status === 'interrupted') return;
  journal.after = await checkSteadyState(hypothesis, 'after', phases);
  if (journal.after.steady_state_met) return;
  journal.deviated = true;
  journal.status = statusOf(journal.after);
};

/** One answer of each probe; and many, where the experiment asks for that. */
const checkSteadyState = async (
  hypothesis: Hypothesis,
  moment: 'before' | 'after',
  { context, lab }: PhasesOf,
): Promise<SteadyStateRun> => {
  const state = await runHypothesis(hypothesis, moment, context);
  if (!lab || !state.steady_state_met) return state;
  return { ...state, steady_state_met: await lab.judge(moment) };
};

const hypothesisOf = (experiment: Experiment, { hypothesisStrategy }: RunOptions) => {
  const written = experiment['steady-state-hypothesis'];
  const strategy = hypothesisStrategy ?? experiment.runtime?.hypothesis?.strategy ?? 'default';
  return { hypothesis: written?.probes?.length ? written : undefined, asks: moments[strategy] };
};

const moments: Readonly<
  Record<HypothesisStrategy, { readonly before: boolean; readonly during: boolean; readonly after: boolean }>
> = {
  default: { before: true, during: false, after: true },
  'before-method-only': { before: true, during: false, after: false },
  'after-method-only': { before: false, during: false, after: true },
  'during-method-only': { before: false, during: true, after: false },
  continuously: { before: true, during: true, after: true },
  skip: { before: false, during: false, after: false },
};

/** A probe that could not be asked makes the run fail; one that answered out of its tolerance does not. */
const statusOf = ({ probes }: SteadyStateRun): 'failed' | 'completed' =>
  probes.some(({ status }) => status !== 'succeeded') ? 'failed' : 'completed';

const watch = (
  hypothesis: Hypothesis,
  { hypothesisFrequency = 1, failFast = false }: RunOptions,
  context: ActivityContext,
  journal: OpenJournal,
) =>
  checkContinuously(hypothesis, context, {
    frequency: hypothesisFrequency,
    onChecked: (state) => {
      journal.during.push(state);
      if (failFast && !state.steady_state_met) journal.status = 'failed';
      return journal.status === undefined;
    },
    onBroken: (error) => {
      if (!context.signal.aborted) abort(error, context, journal);
    },
  });

/** What no activity can fail of, as a `ref` to nothing, ends the method: the run is then `aborted`. */
const playMethod = async (
  { method }: Experiment,
  context: ActivityContext,
  journal: OpenJournal,
): Promise<void> => {
  context.tell({ kind: 'phase', phase: 'method' });
  try {
    await runActivities(method, 'method', context, journal.run, () => journal.status !== undefined);
  } catch (error) {
    abort(error, context, journal);
  }
};

const abort = (error: unknown, { signal, tell }: ActivityContext, journal: OpenJournal): void => {
  if (signal.aborted) throw error;
  journal.status = 'aborted';
  tell({ kind: 'log', level: 'error', message: messageOf(error) });
};

const rollsBack = (strategy: RollbackStrategy, { status, deviated }: OpenJournal): boolean => {
  if (strategy === 'default') return status !== 'failed' && status !== 'interrupted';
  return strategy === 'always' || (strategy === 'deviated' && deviated);
};

/** Also after the run was ended by its signal: they are what makes good. A signal that comes now ends them, too. */
const rollBack = async (
  { rollbacks = [] }: Experiment,
  context: ActivityContext,
  journal: OpenJournal,
): Promise<void> => {
  context.tell({ kind: 'phase', phase: 'rollbacks' });
  const signal = context.signal.aborted ? new AbortController().signal : context.signal;
  try {
    await runActivities(rollbacks, 'rollbacks', { ...context, signal }, journal.rollbacks);
  } catch (error) {
    if (signal.aborted) journal.status = 'interrupted';
    context.tell({ kind: 'log', level: 'error', message: messageOf(error) });
  }
};
