import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { recordingExtension } from '../../extension/contributions';

/** What a recording is called until it is saved: `2026-01-01T12-00-00 4711.chaoslog`, by the process that writes it. */
export const temporaryName = (now: Date, pid: number): string =>
  `${now.toISOString().slice(0, 19).replaceAll(':', '-')} ${pid}${recordingExtension}`;

/** The paths of recordings that nobody writes any more and nobody has saved, newest first. */
export const unsavedIn = async (
  folder: string,
  isRunning: (pid: number) => boolean = processRuns,
): Promise<string[]> => {
  const names = await readdir(folder).catch(() => [] as string[]); // nothing was ever recorded
  return names
    .filter((name) => {
      const [, pid] = pattern.exec(name) ?? [];
      return pid !== undefined && !isRunning(Number(pid));
    })
    .sort()
    .reverse()
    .map((name) => join(folder, name));
};

const pattern = new RegExp(`^[\\dT-]{19} (\\d+)\\${recordingExtension}$`);

const processRuns = (pid: number): boolean => {
  try {
    process.kill(pid, 0); // asks, and ends nothing
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};
