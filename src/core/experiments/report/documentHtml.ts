import { htmlPage } from '../../lab/recording/report/htmlPage';
import { reportStyle } from '../../lab/recording/report/reportStyle';
import { blocksHtml, blocksStyle } from './blocksHtml';
import type { Block } from './document';

const style = `${reportStyle}${blocksStyle}:root { --good-text: #1a7f37; }
@media (prefers-color-scheme: dark) { :root { --good-text: var(--good); } }
@media print { :root { --good-text: #1a7f37; } }
.good { color: var(--good-text); }
.muted { color: var(--muted); }
`;

/** A report as a page for a browser and for paper. */
export const documentHtml = (title: string, blocks: readonly Block[]): string =>
  htmlPage({ title, style, main: blocksHtml(blocks) });
