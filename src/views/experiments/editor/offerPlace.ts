import * as vscode from 'vscode';
import type { Problem } from '../../../core/experiments/format/problem';
import { diagnosticRows } from './diagnosticRows';

export interface ProblemPlace {
  readonly uri: vscode.Uri;
  readonly problem: Problem;
}

/** Shows a message about a problem, and goes to its place when the person wants to see it. */
export const offerPlace = async (
  severity: Problem['severity'],
  message: string,
  { uri, problem }: ProblemPlace,
): Promise<void> => {
  const show = severity === 'error' ? vscode.window.showErrorMessage : vscode.window.showWarningMessage;
  if ((await show(message, 'Show')) !== 'Show') return;
  const [row] = diagnosticRows([problem]);
  if (!row) return;
  const { start, end } = row;
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  await vscode.window.showTextDocument(uri, { selection });
};
