import { rawPairs } from './rawPairs';

/** Raw headers that announce no trailers: Node refuses to where there are no chunks for them to come behind. */
export const withoutTrailer = (raw: readonly string[]): string[] =>
  raw.some(isTrailer)
    ? rawPairs(raw)
        .filter(([name]) => !isTrailer(name))
        .flat()
    : [...raw];

const isTrailer = (name: string): boolean => name.length === 7 && name.toLowerCase() === 'trailer';
