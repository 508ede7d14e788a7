import type * as vscode from 'vscode';
import { loadLibrary } from '../../../core/experiments/loadLibrary';
import { ReportDocument } from './reportDocument';
import { problemPage, reportPage } from './reportPage';

/** Shows journals as reports. Nothing is ever written, and no script runs in what is shown. */
export class ReportEditors implements vscode.CustomReadonlyEditorProvider<ReportDocument> {
  private readonly panels = new Map<vscode.WebviewPanel, vscode.Uri>();

  /** The journal whose report is in front; undefined when none is. */
  get activeUri(): vscode.Uri | undefined {
    return [...this.panels].find(([{ active }]) => active)?.[1];
  }

  /** The page that is shown of a journal. */
  pageOf(uri: vscode.Uri): string | undefined {
    const found = [...this.panels].find(([, shown]) => shown.toString() === uri.toString());
    return found?.[0].webview.html;
  }

  openCustomDocument(uri: vscode.Uri): Promise<ReportDocument> {
    return ReportDocument.open(uri);
  }

  async resolveCustomEditor(document: ReportDocument, panel: vscode.WebviewPanel): Promise<void> {
    panel.webview.options = { enableScripts: false, localResourceRoots: [] };
    this.panels.set(panel, document.uri);
    const following = document.onDidChange(() => void this.show(document, panel));
    // A folder that was removed and made again is not watched any more.
    const returning = panel.onDidChangeViewState(() => panel.active && document.refresh());
    panel.onDidDispose(() => {
      for (const each of [following, returning]) each.dispose();
      this.panels.delete(panel);
    });
    await this.show(document, panel);
  }

  private async show({ current }: ReportDocument, panel: vscode.WebviewPanel): Promise<void> {
    const page = await pageOf(current);
    if (this.panels.has(panel)) panel.webview.html = page;
  }
}

const pageOf = async (opened: ReportDocument['current']): Promise<string> => {
  if ('problem' in opened) return problemPage(opened.name, opened.problem);
  const { runReport } = await loadLibrary();
  return reportPage(`Chaos Lab: ${opened.name}`, runReport(opened.run));
};
