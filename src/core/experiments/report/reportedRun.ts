import type { TextRange } from '../format/problem';
import type { Journal } from '../run/journal';

/** A run that is reported on. */
export interface ReportedRun {
  readonly journal: Journal;
  /** The experiment's file, as the person named it. */
  readonly file?: string;
  /** Where a part of the experiment stands in the file. */
  readonly rangeOf?: (path: readonly (string | number)[]) => TextRange | undefined;
}

/** What a run is called: its title, else its file. */
export const nameOf = ({ journal, file }: ReportedRun): string =>
  journal.experiment.title || file || 'An experiment without a title';
