import * as vscode from 'vscode';
import { HumanError } from '../../../core/errors';
import type { RowElement } from '../../rowTree';
import type { ExperimentTarget } from './experimentTarget';

/** The experiment's file, of what a menu or a lens passes: itself, or a row of the Experiments view. */
export const experimentUri = (given: unknown): vscode.Uri | undefined => {
  if (given instanceof vscode.Uri) return given;
  const target = targetOf(given);
  return target?.kind === 'experiment' ? vscode.Uri.parse(target.uri) : undefined;
};

/** The journal, of what a menu passes: the resource of an editor, or the row of a run. */
export const journalUri = (given: unknown): vscode.Uri | undefined => {
  if (given instanceof vscode.Uri) return given;
  const target = targetOf(given);
  return target?.kind === 'run' ? vscode.Uri.file(target.file) : undefined;
};

/** A run to compare with others: the journal itself, of an experiment its newest run. */
export const comparedUri = (given: unknown): vscode.Uri | undefined => {
  const target = targetOf(given);
  if (target?.kind !== 'experiment') return journalUri(given);
  if (target.newestRun !== undefined) return vscode.Uri.file(target.newestRun);
  throw new HumanError('This experiment was never run. Run it twice, then compare.');
};

const targetOf = (given: unknown): ExperimentTarget | undefined =>
  (given as Partial<RowElement<ExperimentTarget>> | undefined)?.row?.target;
