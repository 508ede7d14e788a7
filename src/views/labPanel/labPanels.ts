import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/disposable';
import { labPanelType } from '../../extension/contributions';
import { LabPanel, type LabPanelNeeds } from './labPanel';

/** The one panel of the window: opened by a command, brought back by VS Code after a reload. */
export class LabPanels implements Disposable {
  private panel: LabPanel | undefined;

  constructor(private readonly services: () => LabPanelNeeds) {}

  open(): void {
    if (this.panel) this.panel.reveal();
    else this.show(vscode.window.createWebviewPanel(labPanelType, 'Chaos Lab', vscode.ViewColumn.Active));
  }

  /** Takes over a panel of an earlier run of the extension. */
  restore(webviewPanel: vscode.WebviewPanel): void {
    if (this.panel) webviewPanel.dispose();
    else this.show(webviewPanel);
  }

  dispose(): void {
    this.panel?.dispose();
    this.panel = undefined;
  }

  private show(webviewPanel: vscode.WebviewPanel): void {
    this.panel = new LabPanel(webviewPanel, this.services());
    webviewPanel.onDidDispose(() => this.dispose());
  }
}

/** Brings the panel back after a reload, and reads the engine's events while anybody watches. */
export const registerLabPanel = ({
  audience,
  labEvents,
  labPanels,
}: LabPanelNeeds & {
  readonly labEvents: { setActive(active: boolean): void };
  readonly labPanels: LabPanels;
}): Disposable => {
  const store = new DisposableStore();
  store.add(
    vscode.window.registerWebviewPanelSerializer(labPanelType, {
      deserializeWebviewPanel: async (webviewPanel) => labPanels.restore(webviewPanel),
    }),
  );
  store.add(audience.onDidChange((watched) => labEvents.setActive(watched)));
  labEvents.setActive(audience.current);
  return store;
};
