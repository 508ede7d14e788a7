import * as vscode from 'vscode';
import { isHumanError, messageOf } from '../../../core/errors';
import { loadLibrary } from '../../../core/experiments/loadLibrary';
import type { ReportedRun } from '../../../core/experiments/report/reportedRun';

/** A file that was opened: the run that it tells of, or why it cannot be read and what to do. */
export type OpenedRun =
  | { readonly name: string; readonly run: ReportedRun }
  | { readonly name: string; readonly problem: string };

/** Reads a journal wherever VS Code can, one of Chaos Toolkit too. Never rejects. */
export const openRun = async (uri: vscode.Uri): Promise<OpenedRun> => {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  try {
    const { parseJournal, refuseLargeJournal } = await loadLibrary();
    refuseLargeJournal(name, (await vscode.workspace.fs.stat(uri)).size);
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    return { name, run: { journal: parseJournal(text, name) } };
  } catch (error) {
    return { name, problem: problemOf(name, error) };
  }
};

const problemOf = (name: string, error: unknown): string => {
  if (isHumanError(error)) return error.message;
  const isGone = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
  return isGone
    ? `${name} is no longer there: it was deleted, or made room for newer runs. Run the experiment again.`
    : `${name} cannot be read (${messageOf(error)}). Check its permissions, or run the experiment again.`;
};
