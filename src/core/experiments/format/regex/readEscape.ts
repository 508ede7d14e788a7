import { PythonRegexError } from './pythonRegexError';
import type { RegexReader } from './regexReader';

const controls: Readonly<Record<string, string>> = {
  a: '\x07',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

const hexDigits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** The character that an escape means, its backslash already read. Throws a `PythonRegexError`. */
export const readEscape = (reader: RegexReader): string => {
  const octal = reader.match(/0[0-7]{0,2}|[0-3][0-7]{2}/u);
  if (octal) return String.fromCodePoint(Number.parseInt(octal[0], 8));
  if (reader.done) throw new PythonRegexError('The pattern ends with a backslash. Write two for one.');
  const character = reader.next();
  const control = controls[character];
  if (control !== undefined) return control;
  const digits = hexDigits[character];
  if (digits !== undefined) return readHex(reader, character, digits);
  if (character === 'N')
    throw new PythonRegexError(
      'Characters by their names (\\N{…}) are not known here. Write \\u and its number.',
    );
  if (/[A-Za-z0-9]/.test(character))
    throw new PythonRegexError(`\\${character} means nothing in Python. Remove the backslash, or write two.`);
  return character;
};

const readHex = (reader: RegexReader, letter: string, digits: number): string => {
  const found = reader.match(new RegExp(`[0-9a-fA-F]{${digits}}`));
  const code = Number.parseInt(found?.[0] ?? '', 16);
  if (code <= 0x10ffff) return String.fromCodePoint(code);
  throw new PythonRegexError(`\\${letter} needs ${digits} hexadecimal digits of a character after it.`);
};
