import { type Html, html } from '../../lab/recording/report/html';
import type { Block, Cell } from './document';

/** What every page of blocks needs; words of headers and outcomes stay whole, and nothing else makes a page too wide. */
export const blocksStyle = `
main { overflow-wrap: anywhere; }
th[scope="col"], td.good, td.bad, td.muted { overflow-wrap: break-word; }
p.good { font-weight: 600; }
summary { cursor: pointer; }
`;

/** A report's blocks as markup; every text in it is text. What its classes look like is up to the page. */
export const blocksHtml = (blocks: readonly Block[]): Html => html`${blocks.map(blockHtml)}`;

const blockHtml = (block: Block): Html => {
  switch (block.kind) {
    case 'heading':
      return headingHtml(block.level, block.text);
    case 'paragraph':
      return block.tone ? html`<p class="${block.tone}">${block.text}</p>\n` : html`<p>${block.text}</p>\n`;
    case 'list':
      return html`<ul>${block.items.map((item) => html`<li>${item}</li>`)}</ul>\n`;
    case 'table':
      return html`<table><thead><tr>${block.header.map((text) => html`<th scope="col">${text}</th>`)}</tr></thead><tbody>
${block.rows.map(rowHtml)}</tbody></table>\n`;
    case 'details':
      return html`<details open><summary>${block.title}</summary><pre>${block.text}</pre></details>\n`;
  }
};

const headingHtml = (level: 1 | 2 | 3, text: string): Html => {
  if (level === 1) return html`<h1>${text}</h1>\n`;
  return level === 2 ? html`<h2>${text}</h2>\n` : html`<h3>${text}</h3>\n`;
};

const rowHtml = (cells: readonly Cell[]): Html => html`<tr>${cells.map(cellHtml)}</tr>\n`;

const cellHtml = (cell: Cell, index: number): Html => {
  if (typeof cell !== 'string') return html`<td class="${cell.tone}">${cell.text}</td>`;
  return index === 0 ? html`<th scope="row">${cell}</th>` : html`<td>${cell}</td>`;
};
