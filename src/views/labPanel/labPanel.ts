import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/disposable';
import { isAbort, isHumanError, messageOf } from '../../core/errors';
import { errorMessage } from '../../extension/errorMessage';
import { areaLog } from '../../extension/log';
import type { Services } from '../../extension/services';
import { parsePageMessage } from '../lab/parsePageMessage';
import type { HostMessage, LabRequest } from '../lab/protocol';
import { Ticker } from '../ticker';
import { labPage, pageFolder } from './labPage';
import { answerRequest } from './labRequests';
import { labSections } from './labSections';
import { LabSession } from './labSession';

export type LabPanelNeeds = Pick<
  Services,
  | 'audience'
  | 'context'
  | 'deployer'
  | 'engine'
  | 'channel'
  | 'faults'
  | 'lab'
  | 'recordings'
  | 'load'
  | 'settings'
  | 'switches'
>;

/** One panel that is open. Its state is the lab's: a page that is hidden or reloaded asks for it again. */
export class LabPanel implements Disposable {
  private readonly store = new DisposableStore();
  private readonly session: LabSession;
  private readonly ticker: Ticker;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly services: LabPanelNeeds,
  ) {
    const { audience, context, deployer, lab, load, recordings, settings, switches } = services;
    this.session = new LabSession({
      lab,
      now: Date.now,
      sections: () => this.sections(),
      post: (message) => void this.post(message),
    });
    panel.iconPath = vscode.Uri.joinPath(context.extensionUri, 'media/chaos.svg');
    panel.webview.options = { enableScripts: true, localResourceRoots: [pageFolder(context.extensionUri)] };
    this.store.add(panel.webview.onDidReceiveMessage((message) => this.received(message)));
    this.store.add(panel.onDidChangeViewState(() => this.visibilityChanged()));
    this.store.add(lab.onDidChange((news) => this.session.update(news)));
    const update = () => this.session.update();
    this.store.add(switches.onDidChange(update));
    this.store.add(load.onDidChange(update));
    this.store.add(deployer.onDidChange(update));
    this.store.add(recordings.onDidChange(update));
    this.store.add(settings.regions.onDidChange(update));
    // Warnings come when nothing has happened for a while.
    this.ticker = this.store.add(new Ticker(update));
    this.ticker.run(panel.visible);
    this.store.add(audience.add(asVisible(panel)));
    panel.webview.html = labPage(panel.webview, context.extensionUri);
  }

  reveal(): void {
    this.panel.reveal();
  }

  dispose(): void {
    this.services.load.stop();
    this.session.end();
    this.store.dispose();
  }

  private sections() {
    const { deployer, engine, faults, lab, load, recordings, settings, switches } = this.services;
    return labSections({
      engine: engine.current,
      engineKind: engine.kind,
      deploying: deployer.current !== undefined,
      faults: faults.current,
      regions: settings.regions.value,
      pending: switches.pending,
      recordingSince: recordings.since,
      lab,
      load: load.current,
    });
  }

  private visibilityChanged(): void {
    this.ticker.run(this.panel.visible);
    if (!this.panel.visible) this.session.end();
  }

  private received(message: unknown): void {
    const known = parsePageMessage(message);
    if (known?.type === 'ready') this.session.begin();
    if (known?.type === 'request') void this.answer(known.id, known.request);
  }

  private async answer(id: number, request: LabRequest): Promise<void> {
    try {
      const value = await answerRequest(this.services, request);
      await this.post({ type: 'done', id, ...(value && { value }) });
    } catch (error) {
      const message = isAbort(error)
        ? 'Given up: Halt All came first.'
        : errorMessage(purposes[request.kind], error);
      this.note(request, error);
      await this.post({ type: 'failed', id, message });
    }
  }

  /** The panel itself says what went wrong; the log keeps how. */
  private note({ kind }: LabRequest, error: unknown): void {
    const log = areaLog(this.services.channel, 'panel');
    if (isAbort(error) || isHumanError(error)) log.warn(messageOf(error));
    else log.error(`Could not ${purposes[kind]}`, error);
  }

  private async post(message: HostMessage): Promise<void> {
    await this.panel.webview.postMessage(message);
  }
}

/** Each completes "Could not …". */
const purposes: Readonly<Record<LabRequest['kind'], string>> = {
  toggle: 'change the fault',
  setRule: 'change the fault',
  setLatency: 'set the latency',
  setLoad: 'change the load',
  haltAll: 'halt all faults',
  adopt: 'adopt the fault',
  clear: 'clear the fault',
  readResponse: 'show the response',
  seek: 'wind the recording',
  exportReport: 'export the report',
  exportExperiment: 'export the experiment',
  record: 'record',
  startEngine: 'start the engine',
  deploy: 'deploy',
};

const asVisible = (panel: vscode.WebviewPanel) => ({
  get visible() {
    return panel.visible;
  },
  onDidChangeVisibility: (listener: () => void) => panel.onDidChangeViewState(() => listener()),
});
