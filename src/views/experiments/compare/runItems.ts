import { runDescription } from '../view/experimentText';
import type { ShownRun } from '../view/keptRuns';

/** A kept run to choose. */
export interface RunItem {
  readonly label: string;
  readonly description: string;
  readonly file: string;
}

/** The newest first, and those of `title` before all others. */
export const runItems = (
  runs: readonly ShownRun[],
  timeText: (at: number) => string,
  title?: string,
): RunItem[] => {
  const isSame = (run: ShownRun) => titleOf(run) === title;
  const sorted = [...runs].sort((a, b) => Number(isSame(b)) - Number(isSame(a)) || b.at - a.at);
  return sorted.map((run) => ({
    label: titleOf(run),
    description: [timeText(run.at), runDescription(run)].filter(Boolean).join(' · '),
    file: run.file,
  }));
};

/** What a run is called; by the name of its file when it cannot be read. */
export const titleOf = ({ summary, name }: ShownRun): string =>
  summary && 'title' in summary ? summary.title : name;
