import type { Block, Cell, Tone } from './document';
import { markdownText } from './markdownText';

/** A report as GitHub shows Markdown: a job's summary, a comment, a file. */
export const documentMarkdown = (blocks: readonly Block[]): string =>
  `${blocks.map(blockMarkdown).join('\n\n')}\n`;

const blockMarkdown = (block: Block): string => {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${markdownText(block.text)}`;
    case 'paragraph':
      return block.tone === 'bad' ? `**${markdownText(block.text)}**` : atStart(markdownText(block.text));
    case 'list':
      return block.items.map((item) => `- ${atStart(markdownText(item))}`).join('\n');
    case 'table':
      return [
        row(block.header.map(markdownText)),
        row(block.header.map(() => '---')),
        ...block.rows.map((cells) => row(cells.map(cellMarkdown))),
      ].join('\n');
    case 'details':
      return `<details><summary>${markdownText(block.title)}</summary>\n\n${fenced(block.text)}\n\n</details>`;
  }
};

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const marks: Readonly<Record<Tone, string>> = { good: '✅ ', bad: '❌ ', muted: '' };

const cellMarkdown = (cell: Cell): string =>
  typeof cell === 'string' ? markdownText(cell) : `${marks[cell.tone]}${markdownText(cell.text)}`;

/** What begins a heading or a list at the start of a line. */
const atStart = (text: string): string => text.replace(/^(\d*)([#+=.)-])/, '$1\\$2');

/** A fence that is longer than any in the text. */
const fenced = (text: string): string => {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
};
