import * as vscode from 'vscode';
import { experimentText } from '../../core/lab/recording/experiment/experimentText';
import { toExperiment } from '../../core/lab/recording/experiment/toExperiment';
import type { ReadableRecording } from './replayState';

const open = 'Open';

/**
 * Asks where to, and writes the recording as an experiment there. Does nothing when nothing is chosen; rejects before
 * it asks when there is nothing to export.
 */
export const exportExperiment = async (
  recordingUri: vscode.Uri,
  { name, recording, replay }: ReadableRecording,
): Promise<void> => {
  const exported = toExperiment(recording, replay);
  const experimentName = `${name.replace(/\.chaoslog$/, '')}.chaos.yaml`;
  const target = await vscode.window.showSaveDialog({
    title: 'Export Experiment',
    saveLabel: 'Export',
    filters: { YAML: ['yaml', 'yml'], JSON: ['json'] },
    defaultUri: vscode.Uri.joinPath(recordingUri, '..', experimentName),
  });
  if (!target) return;
  const text = experimentText(exported, target.path, name);
  await vscode.workspace.fs.writeFile(target, Buffer.from(text));
  void offerOpen(target, exported.notes); // the message may stay there as long as it likes
};

const offerOpen = async (target: vscode.Uri, notes: readonly string[]): Promise<void> => {
  const message = [`Exported ${target.path.slice(target.path.lastIndexOf('/') + 1)}.`, ...notes].join(' ');
  const answer = await vscode.window.showInformationMessage(message, open);
  if (answer === open) await vscode.commands.executeCommand('vscode.open', target);
};
