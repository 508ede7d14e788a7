import type { Block, Cell, Tone } from './document';

/** A report as GitHub shows Markdown: a job's summary, a comment, a file. */
export const documentMarkdown = (blocks: readonly Block[]): string =>
  `${blocks.map(blockMarkdown).join('\n\n')}\n`;

const blockMarkdown = (block: Block): string => {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${escaped(block.text)}`;
    case 'paragraph':
      return block.tone === 'bad' ? `**${escaped(block.text)}**` : atStart(escaped(block.text));
    case 'list':
      return block.items.map((item) => `- ${atStart(escaped(item))}`).join('\n');
    case 'table':
      return [
        row(block.header.map(escaped)),
        row(block.header.map(() => '---')),
        ...block.rows.map((cells) => row(cells.map(cellMarkdown))),
      ].join('\n');
    case 'details':
      return `<details><summary>${escaped(block.title)}</summary>\n\n${fenced(block.text)}\n\n</details>`;
  }
};

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const marks: Readonly<Record<Tone, string>> = { good: '✅ ', bad: '❌ ', muted: '' };

const cellMarkdown = (cell: Cell): string =>
  typeof cell === 'string' ? escaped(cell) : `${marks[cell.tone]}${escaped(cell.text)}`;

/** Text that stays text: on one line, and without a meaning of its own for Markdown or HTML. */
const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be replaced
    .replace(/[\0-\x1F\x7F]+/g, ' ')
    .trim()
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_{}[\]|~$]/g, '\\$&')
    .replace(/@/g, '&#64;'); // it would call whoever has that name

/** What begins a heading or a list at the start of a line. */
const atStart = (text: string): string => text.replace(/^(\d*)([#+=.)-])/, '$1\\$2');

/** A fence that is longer than any in the text. */
const fenced = (text: string): string => {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
};
