import * as vscode from 'vscode';
import type { RowElement } from '../../rowTree';
import type { ExperimentTarget } from './experimentTarget';

/** The experiment's file, of what a menu or a lens passes: itself, or a row of the Experiments view. */
export const experimentUri = (given: unknown): vscode.Uri | undefined => {
  if (given instanceof vscode.Uri) return given;
  const target = targetOf(given);
  return target?.kind === 'experiment' ? vscode.Uri.parse(target.uri) : undefined;
};

/** The journal, of what a menu passes: the resource of an editor, or a row of the Experiments view. */
export const journalUri = (given: unknown): vscode.Uri | undefined => {
  if (given instanceof vscode.Uri) return given;
  const target = targetOf(given);
  return target?.kind === 'run' ? vscode.Uri.file(target.file) : undefined;
};

const targetOf = (given: unknown): ExperimentTarget | undefined =>
  (given as Partial<RowElement<ExperimentTarget>> | undefined)?.row?.target;
