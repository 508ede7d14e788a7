import * as vscode from 'vscode';
import type { Disposable } from '../../../core/disposable';
import { Context } from '../../../extension/contributions';
import type { Services } from '../../../extension/services';

/** Tells menus which files run, or wait to: what an editor shows can be cancelled where it was run. */
export const registerRunningContext = ({ experimentRuns }: Pick<Services, 'experimentRuns'>): Disposable => {
  let known: readonly string[] = [];
  return experimentRuns.onDidChange((runs) => {
    const files = runs.map(({ file }) => file);
    if (files.join('\n') === known.join('\n')) return;
    known = files;
    void vscode.commands.executeCommand('setContext', Context.runningExperiments, files);
  });
};
