import type { Journal } from '../run/journal';
import type { KeptRun, RunHistory } from './runHistory';
import { isNameOf, isTitleOf } from './titleMatch';

/** The newest run of an experiment, by the title that its file has; one that cannot be read is passed over. */
export const latestRun = async (
  history: RunHistory,
  title: string,
): Promise<{ readonly run: KeptRun; readonly journal: Journal } | undefined> => {
  for (const run of await history.list()) {
    if (!isNameOf(run.name, title)) continue;
    const journal = await history.read(run.id).catch(() => undefined);
    if (journal && isTitleOf(journal.experiment.title, title)) return { run, journal };
  }
  return undefined;
};
