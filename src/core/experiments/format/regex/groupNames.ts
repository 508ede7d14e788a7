import { PythonRegexError } from './pythonRegexError';

/** The groups of a pattern that remember what they have found, by number and by name. */
export class GroupNames {
  private count = 0;
  private readonly numbers = new Map<string, number>();
  private readonly done = new Set<number>();

  /** Its number. Throws a `PythonRegexError` for a name that is given twice. */
  add(name?: string): number {
    this.count++;
    if (name === undefined) return this.count;
    if (this.numbers.has(name))
      throw new PythonRegexError(`Two groups are called ${name}. Give each its own name.`);
    this.numbers.set(name, this.count);
    return this.count;
  }

  close(number: number): void {
    this.done.add(number);
  }

  /** The number of a group, which has to end before it is referred to. Throws a `PythonRegexError`. */
  closed(name: string): number {
    const number = this.numbers.get(name) ?? Number(name);
    if (this.done.has(number)) return number;
    throw new PythonRegexError(`There is no group ${name} that ends before this. Mend its number or name.`);
  }
}
