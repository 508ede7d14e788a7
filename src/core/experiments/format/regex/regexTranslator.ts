import { GroupNames } from './groupNames';
import { PythonRegexError } from './pythonRegexError';
import { readClass } from './readClass';
import { readEscape } from './readEscape';
import { RegexReader } from './regexReader';
import { literal, setFor, wordBoundary } from './regexSets';

/** What letters after `(?` switch on: for all of it, or for one group. */
interface Flags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly verbose: boolean;
  readonly ascii: boolean;
}

const noFlags: Flags = { ignoreCase: false, multiline: false, dotAll: false, verbose: false, ascii: false };

const flagNames: Readonly<Record<string, keyof Flags>> = {
  i: 'ignoreCase',
  m: 'multiline',
  s: 'dotAll',
  x: 'verbose',
  a: 'ascii',
};

const startOfText = '(?<![\\s\\S])';
const endOfText = '(?![\\s\\S])';

/** Whether what was written last may be repeated: an assertion may not, and what is repeated not again. */
type Last = 'item' | 'assertion' | 'repeated' | 'nothing';

interface OpenGroup {
  /** Of what is around it. */
  readonly flags: Flags;
  readonly end: string;
  /** Of a group that remembers what it has found. */
  readonly number?: number;
}

/** Python's `re` to JavaScript's `v` mode, from the start to the end of one pattern. */
export class RegexTranslator {
  private readonly reader: RegexReader;
  private readonly open: OpenGroup[] = [];
  private readonly groups = new GroupNames();
  private flags = noFlags;
  private last: Last = 'nothing';

  constructor(pattern: string) {
    this.reader = new RegexReader(pattern);
  }

  /** Throws a `PythonRegexError`. */
  translate(): { readonly source: string; readonly ignoreCase: boolean } {
    this.flags = this.globalFlags();
    const { ignoreCase } = this.flags;
    const parts: string[] = [];
    while (!this.reader.done) parts.push(this.part());
    if (this.open.length > 0)
      throw new PythonRegexError('A ( has no ) that ends it. Write \\( for the character.');
    return { source: parts.join(''), ignoreCase };
  }

  /** `(?i)` and its kind, which Python takes at the start only. */
  private globalFlags(): Flags {
    let flags = noFlags;
    for (let found = this.reader.match(globalFlags); found; found = this.reader.match(globalFlags))
      flags = withFlags(flags, found[1] ?? '', true);
    return flags;
  }

  private part(): string {
    const character = this.reader.next();
    if (this.flags.verbose && /[ \t\n\r\f\v]/.test(character)) return '';
    if (this.flags.verbose && character === '#') return this.skipComment();
    switch (character) {
      case '\\':
        return this.escape();
      case '[':
        return this.item(readClass(this.reader, this.flags.ascii));
      case '(':
        return this.openGroup();
      case ')':
        return this.closeGroup();
      case '.':
        return this.item(this.flags.dotAll ? '[\\s\\S]' : '[^\\n]');
      case '^':
        return this.assertion(this.flags.multiline ? '(?<![^\\n])' : startOfText);
      case '$':
        return this.assertion(this.flags.multiline ? '(?![^\\n])' : `(?=\\n?${endOfText})`);
      case '|':
        this.last = 'nothing';
        return '|';
      default:
        return this.repetition(character) ?? this.item(literal(character));
    }
  }

  private item(source: string): string {
    this.last = 'item';
    return source;
  }

  private assertion(source: string): string {
    this.last = 'assertion';
    return source;
  }

  private skipComment(): string {
    while (!this.reader.done && this.reader.next() !== '\n');
    return '';
  }

  private escape(): string {
    const letter = this.reader.peek();
    const set = setFor(letter, this.flags.ascii);
    if (set !== undefined) {
      this.reader.next();
      return this.item(set);
    }
    if (this.reader.take('A')) return this.assertion(startOfText);
    if (this.reader.take('Z') || this.reader.take('z')) return this.assertion(endOfText);
    if (letter === 'b' || letter === 'B')
      return this.assertion(wordBoundary(this.flags.ascii, this.reader.next() === 'B'));
    const group = this.reader.match(/(?![0-3][0-7]{2})[1-9][0-9]?/u);
    if (!group) return this.item(literal(readEscape(this.reader)));
    return this.item(`(?:\\${this.groups.closed(group[0])})`);
  }

  /** `*`, `+`, `?`, `{2,3}`, each perhaps with a `?` for as few as possible; undefined when it is none. */
  private repetition(character: string): string | undefined {
    const bounds = character === '{' ? this.reader.match(/(\d+|(?=,))(,?)(\d*)\}/u) : undefined;
    if (!bounds && !'*+?'.includes(character)) return undefined; // `{}` is what it looks like
    if (this.last !== 'item')
      throw new PythonRegexError(
        `There is nothing before the ${character} that could be repeated. Write \\${character} for the character.`,
      );
    this.last = 'repeated';
    const source = bounds ? `{${bounds[1] || '0'}${bounds[2]}${bounds[3]}}` : character;
    if (this.reader.peek() === '+')
      throw new PythonRegexError(
        `Repetitions that give nothing back (${character}+) are not known here. Leave out the last +.`,
      );
    return `${source}${this.reader.take('?') ? '?' : ''}`;
  }

  private openGroup(): string {
    if (!this.reader.take('?')) return this.begin('(', { number: this.groups.add() });
    if (this.reader.take('P')) return this.pythonGroup();
    if (this.reader.take('#')) return this.comment();
    if (this.reader.take(':')) return this.begin('(?:');
    for (const kind of ['=', '!', '<=', '<!']) {
      // What looks around may be repeated in Python, for what it is worth.
      if (this.reader.take(kind)) return this.begin(`(?:(?${kind}`, { end: '))' });
    }
    const scoped = this.reader.match(/([aiLmsux]*)(?:-([imsx]+))?:/u);
    if (scoped) return this.scopedFlags(scoped[1] ?? '', scoped[2] ?? '');
    throw new PythonRegexError(this.whyNoGroup());
  }

  private whyNoGroup(): string {
    switch (this.reader.peek()) {
      case '(':
        return 'Groups that depend on another group, (?(…)…), are not known here. Write both cases out, with |.';
      case '>':
        return 'Groups that give nothing back, (?>…), are not known here. Write (?:…).';
      case '<':
        return 'Python writes the name of a group as (?P<name>…). Add the P.';
      default:
        return this.reader.match(/[aiLmsux]+\)/u)
          ? 'Flags for all of the pattern, such as (?i), have to stand at its start. Move them there.'
          : `(?${this.reader.peek()} means nothing in Python. Write \\( for the character.`;
    }
  }

  private pythonGroup(): string {
    const named = this.reader.match(/<([\p{L}_][\p{L}\p{N}_]*)>/u);
    if (named) return this.begin(`(?<${named[1]}>`, { number: this.groups.add(named[1]) });
    const meant = this.reader.match(/=([\p{L}_][\p{L}\p{N}_]*)\)/u);
    if (meant) return this.item(`(?:\\${this.groups.closed(meant[1] ?? '')})`);
    throw new PythonRegexError(
      'After (?P a name is expected: (?P<name>…), or (?P=name) for what it has found.',
    );
  }

  private comment(): string {
    if (this.reader.until(')') === undefined)
      throw new PythonRegexError('A comment (?# has no ) that ends it. Add it.');
    return '';
  }

  private scopedFlags(on: string, off: string): string {
    const before = this.flags;
    const flags = withFlags(withFlags(before, on, true), off, false);
    if (flags.ignoreCase !== before.ignoreCase)
      throw new PythonRegexError(
        'Case cannot be ignored in one part only here. Write (?i) at the start, or both letters in brackets.',
      );
    const source = this.begin('(?:');
    this.flags = flags;
    return source;
  }

  private begin(source: string, { end = ')', number }: Partial<OpenGroup> = {}): string {
    this.open.push({ flags: this.flags, end, ...(number !== undefined && { number }) });
    this.last = 'nothing';
    return source;
  }

  private closeGroup(): string {
    const group = this.open.pop();
    if (!group) throw new PythonRegexError('A ) has no ( before it. Write \\) for the character.');
    this.flags = group.flags;
    if (group.number !== undefined) this.groups.close(group.number);
    return this.item(group.end);
  }
}

const globalFlags = /\(\?([aiLmsux]+)\)/u;

const withFlags = (flags: Flags, letters: string, value: boolean): Flags => {
  if (letters.includes('L'))
    throw new PythonRegexError('The flag L is for bytes, and Python refuses it for texts. Leave it out.');
  const names = [...letters].map((letter) => flagNames[letter]).filter((name) => name !== undefined);
  return { ...flags, ...Object.fromEntries(names.map((name) => [name, value])) };
};
