import { isHumanError, messageOf } from '../../errors';
import type { KeptRun, RunHistory } from './runHistory';
import { type RunSummary, summaryOf } from './runSummary';

/** What a list says of a run: what came of it, or why that is not told. */
export type KeptSummary = RunSummary | { readonly problem: string };

/** A longer journal would hold up the window while it is read. */
const maxBytes = 2 * 1024 * 1024;

/** What runs of the past came to. Each is read once, for as long as its file is the same. */
export class KeptSummaries {
  private readonly known = new Map<string, KeptSummary>();

  constructor(private readonly largest = maxBytes) {}

  /** Undefined of one that has not been read. */
  get(history: RunHistory, run: KeptRun): KeptSummary | undefined {
    return this.known.get(keyOf(history, run));
  }

  /** Never rejects. Others have their turn before it resolves. */
  async read(history: RunHistory, run: KeptRun): Promise<KeptSummary> {
    const key = keyOf(history, run);
    const found = this.known.get(key) ?? (await this.summary(history, run));
    this.known.set(key, found);
    return found;
  }

  /** Forgets what is not among these any more. */
  keepOnly(runs: readonly { readonly history: RunHistory; readonly run: KeptRun }[]): void {
    const kept = new Set(runs.map(({ history, run }) => keyOf(history, run)));
    for (const key of this.known.keys()) if (!kept.has(key)) this.known.delete(key);
  }

  private async summary(history: RunHistory, run: KeptRun): Promise<KeptSummary> {
    if (run.bytes > this.largest)
      return { problem: `${Math.round(run.bytes / 1024 / 1024)} MB: open it to see what came of it` };
    await new Promise((resolve) => setImmediate(resolve));
    try {
      return summaryOf(await history.read(run.id));
    } catch (error) {
      return { problem: isHumanError(error) ? error.message : messageOf(error) };
    }
  }
}

const keyOf = (history: RunHistory, { id, bytes }: KeptRun): string => `${history.fileOf(id)} ${bytes}`;
