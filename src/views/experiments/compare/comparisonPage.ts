import { blocksHtml } from '../../../core/experiments/report/blocksHtml';
import type { Block } from '../../../core/experiments/report/document';
import { html } from '../../../core/lab/recording/report/html';
import { htmlPage } from '../../../core/lab/recording/report/htmlPage';
import { reportStyle } from '../report/reportStyle';

/** What VS Code keeps of a comparison over a reload of the window: the two journals, as texts of their URIs. */
export interface ComparedRuns {
  readonly left: string;
  readonly right: string;
}

/** Tells VS Code what to keep; nothing else runs in the page. */
const script = "acquireVsCodeApi().setState(JSON.parse(document.getElementById('runs').textContent));";

export const comparisonPage = (title: string, runs: ComparedRuns, blocks: readonly Block[]): string =>
  htmlPage({
    title,
    style: reportStyle,
    script,
    main: html`${blocksHtml(blocks)}<p id="runs" hidden>${JSON.stringify(runs)}</p>
`,
  });
