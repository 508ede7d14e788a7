import type { Journal } from '../run/journal';
import type { KeptRun, RunHistory } from './runHistory';
import { runSlug } from './runSlug';

/** The newest run of an experiment of this title; one that cannot be read is passed over. */
export const latestRun = async (
  history: RunHistory,
  title: string,
): Promise<{ readonly run: KeptRun; readonly journal: Journal } | undefined> => {
  const name = runSlug(title);
  for (const run of await history.list()) {
    const journal = run.name === name ? await history.read(run.id).catch(() => undefined) : undefined;
    if (journal?.experiment.title === title) return { run, journal };
  }
  return undefined;
};
