import type { Journal } from '../run/journal';
import { measurementsOf } from './measurements';

/** How a run ended, for people; `never-started`: its steady state was not met before, so nothing was tested. */
export type Outcome = 'passed' | 'deviated' | 'never-started' | 'failed' | 'interrupted' | 'aborted';

export interface Verdict {
  readonly outcome: Outcome;
  /** Whether it was tested, and is as was hoped. */
  readonly isGood: boolean;
  /** In a word or three. */
  readonly label: string;
  /** In one sentence. */
  readonly sentence: string;
}

/**
 * What a journal means. Chaos Toolkit calls a run whose steady state was not met before "completed" and not "deviated";
 * nothing was tested then, so that it is no success.
 */
export const verdictOf = (journal: Journal): Verdict => {
  const outcome = outcomeOf(journal);
  const found = { outcome, isGood: outcome === 'passed', ...words(outcome, journal) };
  const left = measurementsOf(journal)?.faultsTakenBack ?? true;
  if (left === true) return found;
  const label = found.isGood ? 'left faults' : found.label;
  return { outcome, isGood: false, label, sentence: [found.sentence, ...left].join(' ') };
};

const outcomeOf = ({ status, deviated, steady_states: { before, during } }: Journal): Outcome => {
  if (status !== 'completed') return status;
  if (deviated || during.some((each) => each.steady_state_met === false)) return 'deviated';
  return before?.steady_state_met === false ? 'never-started' : 'passed';
};

const words = (outcome: Outcome, journal: Journal): Pick<Verdict, 'label' | 'sentence'> => {
  switch (outcome) {
    case 'passed':
      return { label: 'passed', sentence: passed(journal) };
    case 'deviated':
      return { label: 'deviated', sentence: 'The steady state did not withstand the experiment.' };
    case 'never-started':
      return {
        label: 'never started',
        sentence:
          'Nothing was tested: the steady state was not met before the experiment began. Make the system healthy, then run it again.',
      };
    case 'failed':
      return {
        label: 'failed',
        sentence:
          'It could not be run to its end: something in it could not be done, so that it says nothing about the system.',
      };
    case 'interrupted':
      return { label: 'interrupted', sentence: 'It was interrupted before it was over.' };
    case 'aborted':
      return { label: 'aborted', sentence: 'It was given up before it was over.' };
  }
};

const passed = ({ experiment, steady_states: { before, during, after } }: Journal): string => {
  if (experiment.dry) return `A dry run (${experiment.dry}): what it leaves out was not tested.`;
  const isChecked = [before, after, ...during].some((each) => each?.steady_state_met);
  return isChecked
    ? 'The steady state withstood the experiment.'
    : 'It ran to its end. It has no steady state to check, so that this says little.';
};
