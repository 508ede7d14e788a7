import { JsonPathError } from './jsonPathError';
import {
  called,
  children,
  compared,
  descent,
  element,
  type Filter,
  filtered,
  fromRoot,
  here,
  indexed,
  member,
  type Step,
  slice,
  some,
  subscripts,
} from './steps';
import { type Token, tokensOf } from './tokens';

export { JsonPathError };

/**
 * A JSONPath as jsonpath2 reads it, which Chaos Toolkit uses: gives what the path finds in a value. Names stand in
 * double quotes, `=` compares, and a filter looks at the value before it: `$.items[*][?(@.price < 10)]`. Throws a
 * `JsonPathError`. Source: https://github.com/pacifica/python-jsonpath2, JSONPath.g4.
 */
export const jsonPath = (path: string): ((value: unknown) => unknown[]) => {
  const step = new JsonPathParser(path).parse();
  return (value) => step(value, value);
};

const comparisonSigns = ['=', '!=', '<', '<=', '>', '>=', 'contains'];

/** Words of the language are no names, unless in quotes. */
const reserved = ['and', 'or', 'not', 'contains', 'true', 'false', 'null'];

class JsonPathParser {
  private readonly tokens: readonly Token[];
  private at = 0;

  constructor(private readonly path: string) {
    this.tokens = tokensOf(path);
  }

  parse(): Step {
    this.expect('$');
    const step = this.subscript();
    if (this.peek().kind !== 'end') throw this.unexpected();
    return fromRoot(step);
  }

  private peek(): Token {
    return this.tokens[this.at] ?? { kind: 'end', text: '' };
  }

  private takes(text: string): boolean {
    const token = this.peek();
    if (token.kind === 'text' || token.text !== text) return false;
    this.at++;
    return true;
  }

  private expect(text: string): void {
    if (!this.takes(text)) throw this.unexpected(text);
  }

  private unexpected(wanted?: string): JsonPathError {
    const { kind, text } = this.peek();
    const found = kind === 'end' ? 'it ends too early' : `"${text}" is not expected`;
    return new JsonPathError(
      `The JSONPath ${this.path} cannot be read: ${found}${wanted === undefined ? '' : `, but "${wanted}" is`}. It is like $.items[0].name.`,
    );
  }

  /** What follows on a value; nothing at all is the value. */
  private subscript(): Step {
    if (this.takes('..')) {
      const found = this.peek().text === '[' ? this.brackets() : [this.bareword()];
      return descent(subscripts(found, this.subscript()));
    }
    if (this.takes('.')) {
      const found = [this.bareword()];
      return subscripts(found, this.subscript());
    }
    if (this.peek().text !== '[' || this.peek().kind !== 'sign') return here;
    const found = this.brackets();
    return subscripts(found, this.subscript());
  }

  private bareword(): Step {
    if (this.takes('*')) return children;
    const name = this.name();
    return this.peek().text === '(' ? this.call(name) : member(name);
  }

  private name(): string {
    const { kind, text } = this.peek();
    if (kind !== 'name' || reserved.includes(text)) throw this.unexpected();
    this.at++;
    return text;
  }

  private call(name: string): Step {
    const step = called(name, this.args());
    if (step) return step;
    throw new JsonPathError(
      `There is no function ${name}() in a JSONPath. There are length, keys, values, entries, charAt and substring.`,
    );
  }

  private args(): Step[] {
    this.expect('(');
    if (this.takes(')')) return [];
    const args = this.listOf(() => this.operand().step);
    this.expect(')');
    return args;
  }

  private listOf<T>(read: () => T): T[] {
    const all = [read()];
    while (this.takes(',')) all.push(read());
    return all;
  }

  private brackets(): Step[] {
    this.expect('[');
    const found = this.listOf(() => this.inBrackets());
    this.expect(']');
    return found;
  }

  private inBrackets(): Step {
    const { kind, text } = this.peek();
    if (kind === 'text') {
      this.at++;
      return member(text.slice(1, -1)); // its escapes stay as they are written
    }
    if (this.takes('*')) return children;
    if (this.takes('?')) {
      this.expect('(');
      const filter = this.and();
      this.expect(')');
      return filtered(filter);
    }
    if (text === '$' || text === '@') return indexed(this.reference());
    if (kind === 'name') return this.call(this.name());
    const start = this.integer();
    if (this.peek().text === ':') return this.slice(start);
    if (start === undefined) throw this.unexpected();
    return element(start);
  }

  private slice(start: number | undefined): Step {
    this.expect(':');
    const end = this.integer();
    const step = this.takes(':') ? this.integer() : undefined;
    if (step === 0) throw new JsonPathError(`The JSONPath ${this.path} goes in steps of 0. Write 1 or more.`);
    return slice({ start, end, step: step ?? 1 });
  }

  private integer(): number | undefined {
    const { kind, text } = this.peek();
    if (kind !== 'number') return undefined;
    if (!/^-?\d+$/.test(text)) throw this.unexpected();
    this.at++;
    return Number(text);
  }

  /** `or` binds closer than `and`, in jsonpath2. */
  private and(): Filter {
    const left = this.or();
    if (!this.takes('and')) return left;
    const right = this.and();
    return (root, current) => left(root, current) && right(root, current);
  }

  private or(): Filter {
    const left = this.not();
    if (!this.takes('or')) return left;
    const right = this.or();
    return (root, current) => left(root, current) || right(root, current);
  }

  private not(): Filter {
    if (this.takes('not')) {
      const filter = this.not();
      return (root, current) => !filter(root, current);
    }
    if (this.takes('(')) {
      const filter = this.and();
      this.expect(')');
      return filter;
    }
    const left = this.operand();
    const sign = comparisonSigns.find((each) => this.takes(each));
    if (sign !== undefined) return compared(sign, left.step, this.operand().step);
    return 'value' in left ? () => Boolean(left.value) : some(left.step);
  }

  /** A path, or a value that is written out. */
  private operand(): { readonly step: Step; readonly value?: unknown } {
    const { text, kind } = this.peek();
    if (kind === 'sign' && (text === '$' || text === '@')) return { step: this.reference() };
    const value = this.value();
    return { step: () => [value], value };
  }

  private reference(): Step {
    if (this.takes('$')) return fromRoot(this.subscript());
    this.expect('@');
    return this.subscript();
  }

  private value(): unknown {
    const { kind, text } = this.peek();
    if (kind === 'sign') return this.takes('[') ? this.array() : this.object();
    this.at++;
    if (kind === 'text') return text.slice(1, -1);
    if (kind === 'number') return Number(text);
    if (text === 'true' || text === 'false') return text === 'true';
    if (text === 'null') return null;
    this.at--;
    throw this.unexpected();
  }

  private array(): unknown[] {
    if (this.takes(']')) return [];
    const values = this.listOf(() => this.value());
    this.expect(']');
    return values;
  }

  private object(): unknown {
    this.expect('{');
    if (this.takes('}')) return {};
    const pairs = this.listOf(() => {
      const { kind, text } = this.peek();
      if (kind !== 'text') throw this.unexpected();
      this.at++;
      this.expect(':');
      return [text.slice(1, -1), this.value()] as const;
    });
    this.expect('}');
    return Object.fromEntries(pairs);
  }
}
