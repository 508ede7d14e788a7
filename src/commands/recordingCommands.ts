import { setTimeout as pause } from 'node:timers/promises';
import * as vscode from 'vscode';
import { HumanError } from '../core/errors';
import { Command, recordingEditor } from '../extension/contributions';
import type { Services } from '../extension/services';
import { exportExperiment } from '../views/replay/exportExperiment';
import { exportReport } from '../views/replay/exportReport';
import { openRecording } from '../views/replay/openRecording';
import type { OpenedRecording, ReadableRecording } from '../views/replay/replayState';
import { askRecording, shownOrAsked } from './askRecording';
import type { CommandHandler } from './handler';

const showAfterMs = 500;

type Export = (uri: vscode.Uri, recording: ReadableRecording) => Promise<void>;

/** Recording from the palette; an editor's title passes the recording that it shows. */
export const recordingCommands = ({ labPanels, recordings }: Pick<Services, 'labPanels' | 'recordings'>) =>
  ({
    [Command.startRecording]: {
      purpose: 'start the recording',
      run: async () => {
        await recordings.start();
        labPanels.open(); // there it is seen to go on
      },
    },
    [Command.stopRecording]: {
      purpose: 'stop the recording',
      run: () => {
        if (recordings.since === undefined)
          throw new HumanError('Nothing is recorded. Chaos: Start Recording begins.');
        return recordings.stop();
      },
    },
    [Command.openRecording]: {
      purpose: 'open the recording',
      run: async () => {
        const uri = await askRecording('Open Recording');
        if (uri) await vscode.commands.executeCommand('vscode.openWith', uri, recordingEditor);
      },
    },
    [Command.exportReport]: {
      purpose: 'export the report',
      run: (uri?: vscode.Uri) => exportFrom('Export Report', exportReport, uri),
    },
    [Command.exportExperiment]: {
      purpose: 'export the experiment',
      run: (uri?: vscode.Uri) => exportFrom('Export Experiment', exportExperiment, uri),
    },
  }) satisfies Record<string, CommandHandler>;

const exportFrom = async (title: string, exportTo: Export, shown?: vscode.Uri): Promise<void> => {
  const uri = shown ?? (await shownOrAsked(title));
  if (!uri) return;
  const opened = await readWithProgress(uri);
  if ('problem' in opened) throw new HumanError(opened.problem);
  await exportTo(uri, opened);
};

/** A large one takes seconds, and can be cancelled; what is there at once needs no message. */
const readWithProgress = async (uri: vscode.Uri): Promise<OpenedRecording> => {
  const reading = new AbortController();
  const opening = openRecording(uri, reading.signal);
  const soon = await Promise.race([opening, pause(showAfterMs, undefined, { ref: false })]);
  if (soon) return soon;
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: 'Reading the recording…',
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (_progress, token) => {
    const cancelled = token.onCancellationRequested(() => reading.abort());
    try {
      return await opening;
    } finally {
      cancelled.dispose();
    }
  });
};
