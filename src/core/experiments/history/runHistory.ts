import { mkdir, open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomic } from '../../deploy/writeFileAtomic';
import { HumanError, messageOf } from '../../errors';
import { journalTime } from '../report/journalTime';
import type { Journal } from '../run/journal';
import { refuseLargeJournal, usualJournalBytes } from './journalSize';
import { journalText } from './journalText';
import { parseJournal } from './parseJournal';
import { runSlug } from './runSlug';

/** A run that is kept. */
export interface KeptRun {
  /** Its file's name: `2026-11-23T12-00-00-000Z-lambda-outage.json`. */
  readonly id: string;
  /** Unix ms. */
  readonly at: number;
  /** What of the experiment's title fits into a file's name. */
  readonly name: string;
  readonly bytes: number;
}

export interface HistoryLimits {
  readonly runs: number;
  readonly bytes: number;
  /** What one journal may have to be read. */
  readonly bytesOfOne: number;
}

const megabyte = 1024 * 1024;
const usualLimits: HistoryLimits = { runs: 100, bytes: 64 * megabyte, bytesOfOne: usualJournalBytes };

/** Runs of the past, a journal each, in a folder that git passes over; the oldest go when there are too many. */
export class RunHistory {
  readonly folder: string;

  constructor(
    workspace: string,
    private readonly limits: HistoryLimits = usualLimits,
  ) {
    this.folder = join(workspace, '.chaos', 'runs');
  }

  /** The newest first; nothing when nothing was ever kept. Files that are none of ours are passed over. */
  async list(): Promise<KeptRun[]> {
    const names = await readdir(this.folder).catch(noneWhenMissing);
    const found = await Promise.all(names.map((id) => this.keptRun(id)));
    return found.filter((run) => run !== undefined).sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
  }

  /** Rejects with a `HumanError` for what is gone, cut off, too large or no journal. */
  async read(id: string): Promise<Journal> {
    refuseUnknown(id);
    return parseJournal(await this.content(id), id);
  }

  fileOf(id: string): string {
    return join(this.folder, id);
  }

  /** Keeps a run, and forgets what is too old. Gives its id. */
  async write(journal: Journal): Promise<string> {
    await this.makeFolder();
    const id = await this.freeId(journal);
    await writeFileAtomic(this.fileOf(id), `${journalText(journal)}\n`);
    await this.prune();
    return id;
  }

  /** Forgets a run; nothing happens when it has gone already. */
  async delete(id: string): Promise<void> {
    refuseUnknown(id);
    await rm(this.fileOf(id), { force: true });
  }

  /** Removes the oldest runs beyond the limits; the newest stays in any case. */
  async prune(): Promise<void> {
    let [count, bytes] = [0, 0];
    for (const run of await this.list()) {
      count += 1;
      bytes += run.bytes;
      const isTooMuch = count > 1 && (count > this.limits.runs || bytes > this.limits.bytes);
      if (isTooMuch) await rm(this.fileOf(run.id), { force: true });
    }
  }

  private async keptRun(id: string): Promise<KeptRun | undefined> {
    const parts = parseId(id);
    const found = parts && (await stat(this.fileOf(id)).catch(() => undefined)); // it may be gone by now
    return parts && found?.isFile() ? { id, ...parts, bytes: found.size } : undefined;
  }

  private async content(id: string): Promise<string> {
    try {
      const file = await open(this.fileOf(id));
      try {
        const { size } = await file.stat();
        refuseLargeJournal(id, size, this.limits.bytesOfOne);
        return await file.readFile('utf8');
      } finally {
        await file.close();
      }
    } catch (cause) {
      if (cause instanceof HumanError) throw cause;
      throw new HumanError(
        `${id} cannot be read (${messageOf(cause)}). Run the experiment again.`,
        'failed',
        {
          cause,
        },
      );
    }
  }

  /** What was put there by default and then removed by the person stays removed. */
  private async makeFolder(): Promise<void> {
    const made = await mkdir(this.folder, { recursive: true });
    if (made !== undefined) await writeFile(join(this.folder, '.gitignore'), '*\n', { flag: 'wx' });
  }

  private async freeId(journal: Journal): Promise<string> {
    const taken = new Set(await readdir(this.folder));
    for (let at = journalTime(journal.start) ?? Date.now(); ; at++) {
      const id = `${new Date(at).toISOString().replace(/[:.]/g, '-')}-${runSlug(journal.experiment.title)}.json`;
      if (!taken.has(id)) return id;
    }
  }
}

const refuseUnknown = (id: string): void => {
  if (parseId(id) === undefined) throw new HumanError(`"${id}" is not the name of a run that was kept.`);
};

const idPattern = /^(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d)-(\d{3})Z-([^/\\]+)\.json$/;

const parseId = (id: string): Pick<KeptRun, 'at' | 'name'> | undefined => {
  const [, hour, minute, second, ms, name] = idPattern.exec(id) ?? [];
  const at = Date.parse(`${hour}:${minute}:${second}.${ms}Z`);
  return name === undefined || Number.isNaN(at) ? undefined : { at, name };
};

const noneWhenMissing = (error: NodeJS.ErrnoException): string[] => {
  if (error.code === 'ENOENT') return [];
  throw new HumanError(
    `The runs of the past cannot be listed (${error.message}). Check the folder's permissions.`,
  );
};
