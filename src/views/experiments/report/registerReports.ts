import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/disposable';
import { comparisonType, journalEditor, otherJournalEditor } from '../../../extension/contributions';
import type { Services } from '../../../extension/services';

/** Journals open as reports, and two runs side by side come back after a reload. */
export const registerReports = ({
  reports,
  comparisons,
}: Pick<Services, 'reports' | 'comparisons'>): Disposable => {
  const store = new DisposableStore();
  const options = { webviewOptions: { enableFindWidget: true }, supportsMultipleEditorsPerDocument: true };
  for (const editor of [journalEditor, otherJournalEditor])
    store.add(vscode.window.registerCustomEditorProvider(editor, reports, options));
  store.add(
    vscode.window.registerWebviewPanelSerializer(comparisonType, {
      deserializeWebviewPanel: (panel, state) => comparisons.restore(panel, state),
    }),
  );
  return store;
};
