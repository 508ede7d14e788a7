import { blocksHtml } from '../../../core/experiments/report/blocksHtml';
import { type Block, heading, paragraph } from '../../../core/experiments/report/document';
import { htmlPage } from '../../../core/lab/recording/report/htmlPage';
import { reportStyle } from './reportStyle';

/** A report as a page of the editor. Nothing runs in it. */
export const reportPage = (title: string, blocks: readonly Block[]): string =>
  htmlPage({ title, style: reportStyle, main: blocksHtml(blocks) });

/** In place of a report that there cannot be: why, and what to do. */
export const problemPage = (name: string, problem: string): string =>
  reportPage(name, [heading(1, name), paragraph(problem, 'bad')]);
