import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/disposable';
import { HumanError } from '../../core/errors';
import { recordingEditor } from '../../extension/contributions';
import { errorMessage } from '../../extension/errorMessage';
import type { Services } from '../../extension/services';
import { parsePageMessage } from '../lab/parsePageMessage';
import type { HostMessage, LabRequest, ResponseView } from '../lab/protocol';
import { labPage, pageFolder } from '../labPanel/labPage';
import { responseView } from '../labPanel/responseView';
import { exportExperiment } from './exportExperiment';
import { exportReport } from './exportReport';
import { openRecording } from './openRecording';
import { type OpenedRecording, type ReadableRecording, replayState } from './replayState';

type Needs = Pick<Services, 'context'>;

interface RecordingDocument extends vscode.CustomDocument {
  readonly opened: OpenedRecording;
}

/** Shows a `.chaoslog` in the page of the lab panel, as of any moment of it. Nothing is ever written. */
class ReplayEditors implements vscode.CustomReadonlyEditorProvider<RecordingDocument> {
  constructor(private readonly services: Needs) {}

  async openCustomDocument(
    uri: vscode.Uri,
    _context: vscode.CustomDocumentOpenContext,
    token: vscode.CancellationToken,
  ): Promise<RecordingDocument> {
    const reading = new AbortController();
    const cancelled = token.onCancellationRequested(() => reading.abort());
    try {
      return { uri, opened: await openRecording(uri, reading.signal), dispose: () => undefined };
    } finally {
      cancelled.dispose();
    }
  }

  resolveCustomEditor(document: RecordingDocument, panel: vscode.WebviewPanel): void {
    const editor = new ReplayEditor(document, panel, this.services.context.extensionUri);
    panel.onDidDispose(() => editor.dispose());
  }
}

class ReplayEditor implements Disposable {
  private readonly store = new DisposableStore();
  /** Unix ms. The end comes first: there is everything on it. */
  private at: number;

  constructor(
    private readonly document: RecordingDocument,
    private readonly panel: vscode.WebviewPanel,
    extensionUri: vscode.Uri,
  ) {
    const { opened } = document;
    this.at = 'replay' in opened ? opened.replay.to : 0;
    panel.webview.options = { enableScripts: true, localResourceRoots: [pageFolder(extensionUri)] };
    this.store.add(panel.webview.onDidReceiveMessage((message) => this.received(message)));
    panel.webview.html = labPage(panel.webview, extensionUri);
  }

  dispose(): void {
    this.store.dispose();
  }

  private received(message: unknown): void {
    const known = parsePageMessage(message);
    if (known?.type === 'ready') this.show();
    if (known?.type === 'request') void this.answer(known.id, known.request);
  }

  private show(): void {
    void this.post({ type: 'state', state: replayState(this.document.opened, this.at) });
  }

  private async answer(id: number, request: LabRequest): Promise<void> {
    try {
      const value = await this.do(request);
      await this.post({ type: 'done', id, ...(value && { value }) });
    } catch (error) {
      await this.post({ type: 'failed', id, message: errorMessage('do this with a recording', error) });
    }
  }

  private async do(request: LabRequest): Promise<ResponseView | undefined> {
    const { opened, uri } = this.document;
    if ('problem' in opened) throw new HumanError(opened.problem);
    switch (request.kind) {
      case 'seek':
        this.at = Math.min(opened.replay.to, Math.max(opened.replay.from, request.at));
        this.show();
        return undefined;
      case 'readResponse':
        return readResponse(opened, request.responseId);
      case 'exportReport':
        await exportReport(uri, opened);
        return undefined;
      case 'exportExperiment':
        await exportExperiment(uri, opened);
        return undefined;
      default:
        throw new HumanError('This is a recording: nothing can be switched in it.');
    }
  }

  private async post(message: HostMessage): Promise<void> {
    await this.panel.webview.postMessage(message);
  }
}

const readResponse = ({ replay }: ReadableRecording, id: number): ResponseView => {
  const response = replay.find(id);
  if (!response) throw new HumanError('This response is not in the recording.');
  return responseView(response, replay.lastHealthy(response.endpointId, response.at));
};

export const registerReplayEditor = (services: Needs): Disposable =>
  vscode.window.registerCustomEditorProvider(recordingEditor, new ReplayEditors(services));
