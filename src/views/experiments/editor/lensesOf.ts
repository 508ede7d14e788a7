import type { RunUnderWay } from '../../../core/experiments/runs/experimentRuns';
import { stepText } from '../runningText';
import { type LastOutcome, outcomeText } from './outcomeText';

/** A line of text above the experiment's title; without an action it only tells. */
export interface Lens {
  readonly title: string;
  readonly tooltip: string;
  readonly action?: 'run' | 'dryRun' | 'validate' | 'cancel' | 'openReport';
}

export interface LensInput {
  readonly errors: number;
  /** The run of this file, also one that waits. */
  readonly running?: RunUnderWay;
  readonly last?: LastOutcome;
  /** Unix ms. */
  readonly now: number;
}

/** What can be done with an experiment now, and how it went. A run goes on as it was begun, whatever is typed meanwhile. */
export const lensesOf = ({ errors, running, last, now }: LensInput): Lens[] => {
  if (running) return [cancel, { title: `$(sync~spin) ${stepText(running)}`, tooltip: 'What it does now' }];
  if (errors > 0) return [{ ...validate, title: `$(error) Validate: ${countText(errors)}` }];
  return [run, dryRun, validate, ...(last ? [outcomeLens(last, now)] : [])];
};

const run: Lens = { title: '$(play) Run', tooltip: 'Run this experiment as it stands here', action: 'run' };
const dryRun: Lens = {
  title: 'Dry Run',
  tooltip: 'Run it, but for what you choose to leave out',
  action: 'dryRun',
};
const validate: Lens = {
  title: 'Validate',
  tooltip: 'Tell what keeps it from being run, on this machine too',
  action: 'validate',
};
const cancel: Lens = {
  title: '$(debug-stop) Cancel',
  tooltip: 'End it, do its rollbacks and take its faults back',
  action: 'cancel',
};

const outcomeLens = (last: LastOutcome, now: number): Lens => ({
  title: `$(${last.isGood ? 'pass' : 'warning'}) ${outcomeText(last, now)}`,
  tooltip: 'Open the report of its last run',
  action: 'openReport',
});

const countText = (errors: number): string => (errors === 1 ? '1 error' : `${errors} errors`);
