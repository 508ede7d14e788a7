import * as vscode from 'vscode';
import type { DryStrategy } from '../../core/experiments/format/experiment';
import { loadLibrary } from '../../core/experiments/loadLibrary';
import type { ExperimentRuns, FinishedRun, RunUnderWay } from '../../core/experiments/runs/experimentRuns';
import { openReport } from './openReport';
import { readExperiment } from './readExperiment';
import { runningText } from './runningText';

export interface ProgressWish {
  readonly uri: vscode.Uri;
  readonly dry?: DryStrategy;
}

/** Runs a file as it stands in the editor, with what it does now in a notification that can cancel it. */
export const runWithProgress = async (
  runs: ExperimentRuns,
  { uri, dry }: ProgressWish,
): Promise<FinishedRun> => {
  const text = await readExperiment(uri);
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true };
  const finished = await vscode.window.withProgress(options, async (progress, token) => {
    const end = new AbortController();
    const cancelled = token.onCancellationRequested(() => end.abort());
    const show = () => {
      const run = runs.current.find(({ file }) => file === uri.fsPath);
      if (run) progress.report({ message: messageOf(run, end.signal) });
    };
    const followed = runs.onDidChange(show);
    try {
      return await runs.run({ file: uri.fsPath, text, ...(dry && { dry }) }, end.signal);
    } finally {
      followed.dispose();
      cancelled.dispose();
    }
  });
  void tell(finished); // the message may stay there as long as it likes
  return finished;
};

const messageOf = (run: RunUnderWay, { aborted }: AbortSignal): string =>
  aborted ? `${run.title}: cancelled, taking its faults back…` : runningText(run);

const tell = async (run: FinishedRun): Promise<void> => {
  const { verdictOf } = await loadLibrary();
  const { isGood, label, sentence } = verdictOf(run.journal);
  const show = isGood ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  const open = 'Open Report';
  const message = `${run.journal.experiment.title}: ${label}. ${sentence}`;
  const answer = await show(message, ...(run.journalFile === undefined ? [] : [open]));
  if (answer === open) await openReport(run);
};
