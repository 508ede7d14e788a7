/** A report without its form: what `documentMarkdown` and `documentHtml` make pages of. Every text is plain text. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly tone?: Tone }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | {
      readonly kind: 'table';
      readonly header: readonly string[];
      readonly rows: readonly (readonly Cell[])[];
    }
  /** Shown when asked for, as it is. */
  | { readonly kind: 'details'; readonly title: string; readonly text: string };

export type Tone = 'good' | 'bad' | 'muted';

export type Cell = string | { readonly text: string; readonly tone: Tone };

export const heading = (level: 1 | 2 | 3, text: string): Block => ({ kind: 'heading', level, text });

export const paragraph = (text: string, tone?: Tone): Block => ({
  kind: 'paragraph',
  text,
  ...(tone ? { tone } : {}),
});

/** None for no items. */
export const list = (items: readonly string[]): Block[] =>
  items.length === 0 ? [] : [{ kind: 'list', items }];

/** None without rows; what is more than a reader takes in is counted. */
export const table = (
  header: readonly string[],
  rows: readonly (readonly Cell[])[],
  maxRows = 200,
): Block[] => {
  if (rows.length === 0) return [];
  const left = rows.length - maxRows;
  return [
    { kind: 'table', header, rows: rows.slice(0, maxRows) },
    ...(left > 0 ? [paragraph(`And ${left} more.`, 'muted')] : []),
  ];
};

export const details = (title: string, text: string): Block[] =>
  text === '' ? [] : [{ kind: 'details', title, text }];
