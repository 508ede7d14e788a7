import { PythonRegexError } from './pythonRegexError';
import { readEscape } from './readEscape';
import type { RegexReader } from './regexReader';
import { literal, setFor } from './regexSets';

/** `[…]`, its first bracket already read, as a class of JavaScript's `v` mode. Throws a `PythonRegexError`. */
export const readClass = (reader: RegexReader, ascii: boolean): string => {
  const start = reader.take('^') ? '[^' : '[';
  const members: string[] = [];
  // What stands first is no end, though it may be a bracket.
  while (members.length === 0 || reader.peek() !== ']') {
    if (reader.done) throw new PythonRegexError('A [ has no ] that ends it. Write \\[ for the character.');
    members.push(readMember(reader, ascii));
  }
  reader.next();
  return `${start}${members.join('')}]`;
};

const readMember = (reader: RegexReader, ascii: boolean): string => {
  const from = readOne(reader, ascii);
  if (reader.peek() !== '-' || reader.peek(1) === ']' || reader.peek(1) === '') return shown(from);
  reader.next();
  const to = readOne(reader, ascii);
  if ('set' in from || 'set' in to)
    throw new PythonRegexError('A range in […] goes from one character to another, not to \\w and its kind.');
  if ((from.character.codePointAt(0) ?? 0) > (to.character.codePointAt(0) ?? 0))
    throw new PythonRegexError(
      `The range ${from.character}-${to.character} is the wrong way round. Turn it.`,
    );
  return `${literal(from.character)}-${literal(to.character)}`;
};

type One = { readonly character: string } | { readonly set: string };

const readOne = (reader: RegexReader, ascii: boolean): One => {
  if (!reader.take('\\')) return { character: reader.next() };
  const set = setFor(reader.peek(), ascii);
  if (set !== undefined) {
    reader.next();
    return { set };
  }
  if (reader.take('b')) return { character: '\b' };
  const octal = reader.match(/[0-3]?[0-7]{1,2}/u); // there are no groups in here
  if (octal) return { character: String.fromCodePoint(Number.parseInt(octal[0], 8)) };
  return { character: readEscape(reader) };
};

const shown = (one: One): string => ('set' in one ? one.set : literal(one.character));
