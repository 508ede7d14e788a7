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

/** What is longer is no text for people, whatever a journal holds: a reader has no use for more of it. */
const maxCharacters = { heading: 300, cell: 500, item: 2000, paragraph: 10_000 };

export const heading = (level: 1 | 2 | 3, text: string): Block => ({
  kind: 'heading',
  level,
  text: cut(text, maxCharacters.heading),
});

export const paragraph = (text: string, tone?: Tone): Block => ({
  kind: 'paragraph',
  text: cut(text, maxCharacters.paragraph),
  ...(tone ? { tone } : {}),
});

/** None for no items. */
export const list = (items: readonly string[]): Block[] =>
  items.length === 0 ? [] : [{ kind: 'list', items: items.map((item) => cut(item, maxCharacters.item)) }];

/** None without rows; what is more than a reader takes in is counted. */
export const table = (
  header: readonly string[],
  rows: readonly (readonly Cell[])[],
  maxRows = 200,
): Block[] => {
  if (rows.length === 0) return [];
  const left = rows.length - maxRows;
  return [
    { kind: 'table', header, rows: rows.slice(0, maxRows).map((row) => row.map(cutCell)) },
    ...(left > 0 ? [paragraph(`And ${left} more.`, 'muted')] : []),
  ];
};

export const details = (title: string, text: string): Block[] =>
  text === '' ? [] : [{ kind: 'details', title: cut(title, maxCharacters.heading), text }];

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most)}…` : text);

const cutCell = (cell: Cell): Cell =>
  typeof cell === 'string'
    ? cut(cell, maxCharacters.cell)
    : { ...cell, text: cut(cell.text, maxCharacters.cell) };
