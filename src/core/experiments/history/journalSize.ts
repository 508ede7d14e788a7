import { HumanError } from '../../errors';

const megabyte = 1024 * 1024;

/** What a journal may have to be read as a whole. */
export const usualJournalBytes = 32 * megabyte;

/** Throws a `HumanError` for what no run leaves behind. */
export const refuseLargeJournal = (name: string, bytes: number, most = usualJournalBytes): void => {
  if (bytes <= most) return;
  throw new HumanError(
    `${name} has ${Math.round(bytes / megabyte)} MB, more than a run leaves behind. Delete it, or open it in another editor.`,
  );
};
