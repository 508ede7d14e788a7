/** Reads a pattern from its start to its end, one character (not half of one) at a time. */
export class RegexReader {
  private readonly characters: readonly string[];
  private at = 0;

  constructor(pattern: string) {
    this.characters = [...pattern];
  }

  get done(): boolean {
    return this.at >= this.characters.length;
  }

  /** The next one, left there; empty at the end. */
  peek(ahead = 0): string {
    return this.characters[this.at + ahead] ?? '';
  }

  next(): string {
    const character = this.peek();
    this.at++;
    return character;
  }

  /** Takes a text when it comes next. */
  take(text: string): boolean {
    if (!this.rest(text.length).startsWith(text)) return false;
    this.at += [...text].length;
    return true;
  }

  /** Takes what a pattern finds here, within the next 64 characters. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    const found = new RegExp(pattern.source, 'yu').exec(this.rest(64));
    if (!found) return undefined;
    this.at += [...found[0]].length;
    return found;
  }

  /** Takes everything before a text, and the text; undefined when it does not come any more. */
  until(end: string): string | undefined {
    const index = this.characters.indexOf(end, this.at);
    if (index < 0) return undefined;
    const text = this.characters.slice(this.at, index).join('');
    this.at = index + 1;
    return text;
  }

  private rest(length: number): string {
    return this.characters.slice(this.at, this.at + length).join('');
  }
}
