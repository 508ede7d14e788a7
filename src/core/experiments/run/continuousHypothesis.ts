import type { Hypothesis } from '../format/experiment';
import type { ActivityContext } from './activityContext';
import type { SteadyStateRun } from './journal';
import { pause } from './pause';
import { runHypothesis } from './runHypothesis';

export interface ContinuousOptions {
  /** Seconds from the end of one check to the beginning of the next. */
  readonly frequency: number;
  /** Called after each; `false` ends the checks. */
  readonly onChecked: (state: SteadyStateRun) => boolean;
  /** Called when a check came to something that no probe can fail of; there are no more then. */
  readonly onBroken: (error: unknown) => void;
}

/** Checks the hypothesis again and again beside the method, at least once. */
export const checkContinuously = (
  hypothesis: Hypothesis,
  context: ActivityContext,
  { frequency, onChecked, onBroken }: ContinuousOptions,
): { readonly stop: () => Promise<void> } => {
  const ended = new AbortController();
  const signal = AbortSignal.any([ended.signal, context.signal]);
  const check = async () => {
    do {
      const state = await runHypothesis(hypothesis, 'during', context);
      if (!onChecked(state)) return;
      await pause(frequency, { clock: context.clock, signal }).catch(() => {}); // ended: asked for below
    } while (!signal.aborted);
  };
  const checking = check().catch(onBroken);
  return {
    stop: () => {
      ended.abort();
      return checking;
    },
  };
};
