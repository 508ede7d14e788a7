/**
 * What of an experiment's title is part of the name of its runs: letters and digits of any language, short enough for every
 * file system.
 */
export const runSlug = (title: string): string =>
  title
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '') || 'experiment';
