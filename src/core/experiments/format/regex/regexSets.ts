/** What stands between the brackets of a class for `\w`, `\d` and `\s`: Python's are Unicode's, unless `(?a)` is set. */
const unicodeSets = {
  w: '\\p{L}\\p{N}_',
  d: '\\p{Nd}',
  s: ' \\t-\\r\\x1c-\\x1f\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000',
} as const;

const asciiSets = { w: 'a-zA-Z0-9_', d: '0-9', s: ' \\t-\\r' } as const;

/** The class for a letter after a backslash, whose capital is the opposite; undefined when it is another letter. */
export const setFor = (letter: string, ascii: boolean): string | undefined => {
  const lower = letter.toLowerCase();
  if (lower !== 'w' && lower !== 'd' && lower !== 's') return undefined;
  const set = (ascii ? asciiSets : unicodeSets)[lower];
  return letter === lower ? `[${set}]` : `[^${set}]`;
};

/** The place between a letter and what is none, or the opposite. */
export const wordBoundary = (ascii: boolean, opposite: boolean): string => {
  const word = setFor('w', ascii);
  return opposite
    ? `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))`
    : `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`;
};

/** One character, whatever it means elsewhere. */
export const literal = (character: string): string =>
  /^[A-Za-z0-9]$/.test(character) ? character : `\\u{${character.codePointAt(0)?.toString(16)}}`;
