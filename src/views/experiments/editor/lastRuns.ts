import { loadLibrary } from '../../../core/experiments/loadLibrary';
import type { ExperimentRuns } from '../../../core/experiments/runs/experimentRuns';
import type { LastOutcome } from './outcomeText';

export interface LastRun extends LastOutcome {
  /** Path; absent when the run could not be kept. */
  readonly journalFile?: string;
}

/** How each file went last: in this window, else as its history has it, which is read once. */
export class LastRuns {
  private readonly kept = new Map<string, Promise<LastRun | undefined>>();

  constructor(private readonly runs: ExperimentRuns) {}

  /** Without a title only the runs of this window are known. */
  async of(file: string, title: string | undefined): Promise<LastRun | undefined> {
    const here = this.runs.lastOf(file);
    if (here) return lastRun(here);
    if (title === undefined) return undefined;
    const key = JSON.stringify([file, title]);
    const known = this.kept.get(key) ?? this.read(file, title);
    this.kept.set(key, known);
    return known;
  }

  /** What others have kept meanwhile is read again. */
  forget(): void {
    this.kept.clear();
  }

  private async read(file: string, title: string): Promise<LastRun | undefined> {
    const { RunHistory, latestRun } = await loadLibrary();
    const history = new RunHistory(this.runs.placeOf(file).workspace);
    const found = await latestRun(history, title).catch(() => undefined); // no history, no outcome
    return found && lastRun({ journal: found.journal, journalFile: history.fileOf(found.run.id) });
  }
}

const lastRun = async ({
  journal,
  journalFile,
}: Pick<NonNullable<ReturnType<ExperimentRuns['lastOf']>>, 'journal' | 'journalFile'>): Promise<LastRun> => {
  const { journalTime, verdictOf } = await loadLibrary();
  const { label, isGood } = verdictOf(journal);
  const endedAt = journalTime(journal.end) ?? journalTime(journal.start) ?? Date.now();
  const isDry = journal.experiment.dry !== undefined;
  return { label, isGood, isDry, endedAt, ...(journalFile !== undefined && { journalFile }) };
};
