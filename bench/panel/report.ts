import type { Figure } from './figures';

/** The figures as Markdown. */
export const reportOf = (title: string, about: readonly string[], figures: readonly Figure[]): string =>
  [
    `## ${title}`,
    ...about,
    [
      '| what | measured | limit | |',
      '|---|---|---|---|',
      ...figures.map(
        ({ name, measured, limit, ok }) => `| ${name} | ${measured} | ${limit} | ${sign(limit, ok)} |`,
      ),
    ].join('\n'),
  ].join('\n\n');

const sign = (limit: string, ok: boolean): string => (limit === '' ? '' : ok ? '✓' : '✗ **missed**');
