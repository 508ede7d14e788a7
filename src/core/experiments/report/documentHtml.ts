import { createHash } from 'node:crypto';
import { Html, html } from '../../lab/recording/report/html';
import { reportStyle } from '../../lab/recording/report/reportStyle';
import type { Block, Cell } from './document';

const style = `${reportStyle}
:root { --good-text: #1a7f37; }
@media (prefers-color-scheme: dark) { :root { --good-text: var(--good); } }
@media print { :root { --good-text: #1a7f37; } }
.good { color: var(--good-text); }
p.good { font-weight: 600; }
.muted { color: var(--muted); }
summary { cursor: pointer; }
main { overflow-wrap: anywhere; }
`;

const hash = createHash('sha256').update(style).digest('base64');
const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;

/** A report as a page of its own: no script, nothing from elsewhere, and every text in it is text. */
export const documentHtml = (title: string, blocks: readonly Block[]): string =>
  html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
<body>
<main>
${blocks.map(blockHtml)}
</main>
</body>
</html>
`.text;

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
