import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import type { Disposable } from '../../core/disposable';
import type { Recorder } from '../../core/lab/recording/recorder';
import { recordingExtension } from '../../extension/contributions';
import type { Services } from '../../extension/services';
import type { Audience } from '../audience';
import { temporaryName, unsavedIn } from './unsaved';

export interface RecordingsOptions {
  readonly recorder: Recorder;
  readonly audience: Audience;
  /** Where recordings are until they are saved. */
  readonly folder: string;
}

const saveAs = 'Save As…';
const discard = 'Discard';
const open = 'Open';

/** Records what the lab sees, also while nobody looks, and asks where to keep it. */
export class Recordings implements Disposable {
  private watching: Disposable | undefined;

  readonly onDidChange: Recorder['onDidChange'];

  constructor(private readonly options: RecordingsOptions) {
    this.onDidChange = options.recorder.onDidChange;
  }

  /** Unix ms; undefined while nothing is recorded. */
  get since(): number | undefined {
    const { current } = this.options.recorder;
    return current.state === 'recording' ? current.since : undefined;
  }

  async start(): Promise<void> {
    const { audience, folder, recorder } = this.options;
    await mkdir(folder, { recursive: true });
    await recorder.start(join(folder, temporaryName(new Date(), process.pid)));
    this.watching ??= audience.add(always);
  }

  /** Ends the recording and asks where to save it; resolves when that is done, or refused. */
  async stop(): Promise<void> {
    this.unwatch();
    const recorded = await this.options.recorder.stop();
    if (recorded) await this.save(recorded.path);
  }

  /** Tells that a recording has ended by itself, and offers what there is of it. */
  async ended(path: string, reason: string): Promise<void> {
    this.unwatch();
    const offered = path === '' ? [] : [saveAs];
    const answer = await vscode.window.showWarningMessage(reason, ...offered);
    if (answer === saveAs) await this.save(path);
  }

  /** What was never saved, as when the editor was closed: nothing is lost. */
  async offerUnsaved(): Promise<void> {
    for (const path of await unsavedIn(this.options.folder))
      await this.offer(path, `A recording of the lab was not saved: ${basename(path).slice(0, 10)}.`);
  }

  dispose(): void {
    this.unwatch();
  }

  private unwatch(): void {
    this.watching?.dispose();
    this.watching = undefined;
  }

  private async save(path: string): Promise<void> {
    const target = await askTarget(path);
    if (target) await keep(path, target);
    else await this.offer(path, 'The recording is not saved.');
  }

  private async offer(path: string, message: string): Promise<void> {
    const answer = await vscode.window.showWarningMessage(message, saveAs, discard);
    if (answer === discard) await rm(path, { force: true });
    if (answer === saveAs) await this.save(path);
  }
}

const always = { visible: true, onDidChangeVisibility: () => ({ dispose: () => undefined }) };

const askTarget = (path: string): Thenable<vscode.Uri | undefined> => {
  const name = `lab ${basename(path).slice(0, 19)}${recordingExtension}`;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.window.showSaveDialog({
    title: 'Save Recording',
    saveLabel: 'Save',
    filters: { 'Chaos Lab Recording': [recordingExtension.slice(1)] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
};

const keep = async (path: string, target: vscode.Uri): Promise<void> => {
  await vscode.workspace.fs.copy(vscode.Uri.file(path), target, { overwrite: true });
  await rm(path, { force: true });
  const message = `Saved ${target.path.slice(target.path.lastIndexOf('/') + 1)}.`;
  // Not waited for: the message may stay there as long as it likes.
  void offerOpen(message, target);
};

const offerOpen = async (message: string, target: vscode.Uri): Promise<void> => {
  const answer = await vscode.window.showInformationMessage(message, open);
  if (answer === open) await vscode.commands.executeCommand('vscode.open', target);
};

/** Says when a recording has ended by itself, and offers what an earlier run has left. */
export const registerRecordings = ({
  errors,
  recorder,
  recordings,
}: Pick<Services, 'errors' | 'recorder' | 'recordings'>): Disposable => {
  void errors.attempt('offer unsaved recordings', () => recordings.offerUnsaved());
  return recorder.onDidEnd(
    ({ path, reason = '' }) =>
      void errors.attempt('save the recording', () => recordings.ended(path, reason)),
  );
};
