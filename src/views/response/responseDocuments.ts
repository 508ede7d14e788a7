import * as vscode from 'vscode';
import type { Disposable } from '../../core/disposable';
import { type RequestToSend, sendRequest } from '../../core/endpoints/sendRequest';
import type { FaultsService } from '../../core/faults/faultsService';
import { responseLanguage, responseScheme } from '../../extension/contributions';
import { firedRule, responseText } from './responseText';

/** Sends requests, and shows each answer in a read-only document that can be sent for again. */
export class ResponseDocuments implements vscode.TextDocumentContentProvider, Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly shown = new Map<string, { readonly request: RequestToSend; readonly text: string }>();

  readonly onDidChange = this.changed.event;

  constructor(private readonly faults: Pick<FaultsService, 'current'>) {}

  /** Rejects with a `HumanError` when there is no answer; nothing is shown then. */
  async open(name: string, request: RequestToSend): Promise<void> {
    const uri = vscode.Uri.from({
      scheme: responseScheme,
      path: `/${name.replaceAll('/', '∕')}`,
      query: request.url,
    });
    await this.send(uri, request);
    const opened = await vscode.workspace.openTextDocument(uri);
    const document = await vscode.languages.setTextDocumentLanguage(opened, responseLanguage);
    await vscode.window.showTextDocument(document, {
      viewColumn: besideTheRest(),
      preserveFocus: true,
      preview: true,
    });
  }

  async sendAgain(uri: vscode.Uri): Promise<void> {
    const known = this.shown.get(uri.toString());
    if (known) await this.send(uri, known.request);
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    // An editor that VS Code has restored: the answer was never stored.
    return this.shown.get(uri.toString())?.text ?? 'Send the request again from the Endpoints view.';
  }

  dispose(): void {
    this.changed.dispose();
    this.shown.clear();
  }

  private async send(uri: vscode.Uri, request: RequestToSend): Promise<void> {
    const response = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: `${request.method} ${request.url}` },
      () => sendRequest(request),
    );
    const rule = this.faults.current.rules.find(({ index }) => index === firedRule(response))?.rule;
    const text = responseText({ request, response, ...(rule ? { rule } : {}) });
    this.shown.set(uri.toString(), { request, text });
    this.changed.fire(uri);
  }
}

/** Where answers are shown already, else beside what is being edited. */
const besideTheRest = (): vscode.ViewColumn => {
  const isResponse = ({ input }: vscode.Tab) =>
    input instanceof vscode.TabInputText && input.uri.scheme === responseScheme;
  const group = vscode.window.tabGroups.all.find(({ tabs }) => tabs.some(isResponse));
  if (group) return group.viewColumn;
  return vscode.window.activeTextEditor ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
};

export const registerResponseDocuments = ({
  responses,
}: {
  readonly responses: ResponseDocuments;
}): Disposable => vscode.workspace.registerTextDocumentContentProvider(responseScheme, responses);
