import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Fields, goodExperiment } from '../testExperiment';

/** For tests: an experiment, and what is to be said about it. */
export interface CorpusEntry {
  readonly what: string;
  readonly experiment: Fields;
  readonly says: string;
  /** The place of the experiment, its steps separated by `/`. */
  readonly at: string;
  /** Whether the JSON Schema can tell. */
  readonly schema: boolean;
}

interface WrittenEntry {
  readonly what: string;
  readonly says?: string;
  readonly at?: string;
  readonly set?: Fields;
  readonly remove?: readonly string[];
  readonly schema?: false;
}

export const readCorpus = (name: 'wrong' | 'doubtful' | 'fine'): CorpusEntry[] => {
  const entries: readonly WrittenEntry[] = parse(readFileSync(join(__dirname, `${name}.yaml`), 'utf8'));
  return entries.map(({ what, says = '', at = '', set = {}, remove = [], schema = true }) => {
    const experiment: Fields = goodExperiment();
    for (const [path, value] of Object.entries(set)) put(experiment, path.split('/'), value);
    for (const path of remove) put(experiment, path.split('/'), undefined);
    return { what, says, at, schema, experiment };
  });
};

/** Steps of a list are numbers; what is `undefined` is taken out. */
const put = (holder: Fields, [step = '', ...rest]: readonly string[], value: unknown): void => {
  if (rest.length > 0) put(holder[step] as Fields, rest, value);
  else if (value === undefined) Reflect.deleteProperty(holder, step);
  else holder[step] = value;
};
