import { rawPairs } from './rawPairs';

/** Raw headers that announce no trailers: Node refuses to where there are no chunks for them to come behind. */
export const withoutTrailer = (raw: readonly string[]): string[] =>
  rawPairs(raw)
    .filter(([name]) => !/^trailer$/i.test(name))
    .flat();
