import { diffLines } from 'diff';

export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Longer texts are not compared: it would hold up everything else. */
const maxLines = 2000;
const maxMs = 50;

/** What changed from one text to another, line by line; undefined when they are too long to compare. */
export const bodyDiff = (before: string, after: string): DiffLine[] | undefined => {
  if (lineCount(before) > maxLines || lineCount(after) > maxLines) return undefined;
  const changes = diffLines(ended(before), ended(after), { timeout: maxMs });
  return changes?.flatMap(({ value, added, removed }) =>
    value
      .replace(/\n$/, '')
      .split('\n')
      .map((text): DiffLine => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text })),
  );
};

const lineCount = (text: string): number => text.split('\n').length;

/** Whether the last line ends in a line break makes no difference to a reader. */
const ended = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);
