import type { DryStrategy } from '../format/experiment';
import { endpointScores } from '../report/resilience';
import { type Outcome, verdictOf } from '../report/verdict';
import type { Journal } from '../run/journal';

/** As much of a run as a row of a list has room for. */
export interface RunSummary {
  readonly title: string;
  readonly outcome: Outcome;
  readonly isGood: boolean;
  /** The outcome in a word or three. */
  readonly label: string;
  readonly seconds: number;
  readonly dry?: DryStrategy;
  /** From 0 to 100, of the endpoints that something was measured of. */
  readonly scores: readonly { readonly endpoint: string; readonly score: number }[];
}

export const summaryOf = (journal: Journal): RunSummary => {
  const { outcome, isGood, label } = verdictOf(journal);
  const { title, dry } = journal.experiment;
  return {
    title,
    outcome,
    isGood,
    label,
    seconds: journal.duration,
    ...(dry === undefined ? {} : { dry }),
    scores: endpointScores(journal).flatMap(({ endpoint, score }) =>
      score === undefined ? [] : [{ endpoint, score }],
    ),
  };
};
