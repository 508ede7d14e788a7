import * as vscode from 'vscode';
import type { Disposable } from '../../../core/disposable';
import { loadLibrary } from '../../../core/experiments/loadLibrary';
import { type Block, heading, paragraph } from '../../../core/experiments/report/document';
import { comparisonType } from '../../../extension/contributions';
import { type OpenedRun, openRun } from '../report/openRun';
import { problemPage } from '../report/reportPage';
import { type ComparedRuns, comparisonPage } from './comparisonPage';
import { parseComparedRuns } from './parseComparedRuns';

const name = 'Compared Runs';

/** Panels with two runs side by side. */
export class Comparisons implements Disposable {
  private readonly panels = new Set<vscode.WebviewPanel>();

  /** The pages that are shown. */
  get pages(): string[] {
    return [...this.panels].map(({ webview }) => webview.html);
  }

  async open(left: vscode.Uri, right: vscode.Uri): Promise<void> {
    const panel = vscode.window.createWebviewPanel(comparisonType, name, vscode.ViewColumn.Active, {
      enableFindWidget: true,
    });
    await this.show(panel, { left: left.toString(), right: right.toString() });
  }

  /** Takes over a panel of an earlier run of the extension. */
  async restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    await this.show(panel, parseComparedRuns(state));
  }

  dispose(): void {
    for (const panel of this.panels) panel.dispose();
  }

  private async show(panel: vscode.WebviewPanel, runs: ComparedRuns | undefined): Promise<void> {
    this.panels.add(panel);
    panel.onDidDispose(() => this.panels.delete(panel));
    panel.webview.options = { enableScripts: true, localResourceRoots: [] };
    const page = runs ? await pageOf(runs) : problemPage(name, lost);
    if (this.panels.has(panel)) panel.webview.html = page;
  }
}

const lost = 'What was compared here is not known any more. Choose two runs with Chaos: Compare Runs….';

/** The older run is left, whichever was chosen first. */
const pageOf = async (runs: ComparedRuns): Promise<string> => {
  const [one, other] = await Promise.all(
    [runs.left, runs.right].map((uri) => openRun(vscode.Uri.parse(uri))),
  );
  if (!one || !other || 'problem' in one || 'problem' in other)
    return comparisonPage(name, runs, problemBlocks([one, other]));
  const sorted = [one.run, other.run].sort((a, b) => (a.journal.start < b.journal.start ? -1 : 1));
  const [left = one.run, right = other.run] = sorted;
  const { comparisonDocument } = await loadLibrary();
  return comparisonPage(`Chaos Lab: ${name}`, runs, comparisonDocument(left, right));
};

const problemBlocks = (opened: readonly (OpenedRun | undefined)[]): Block[] => [
  heading(1, 'These runs cannot be compared'),
  ...opened.flatMap((each) => (each && 'problem' in each ? [paragraph(each.problem, 'bad')] : [])),
  paragraph('Choose two others with Chaos: Compare Runs….'),
];
