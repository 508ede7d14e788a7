import * as vscode from 'vscode';
import type { Disposable } from '../core/disposable';
import { dimmedScheme } from '../extension/contributions';

/** VS Code colours labels by decorations of their resources alone. */
export const dimmedUri = (id: string): vscode.Uri =>
  vscode.Uri.from({ scheme: dimmedScheme, path: `/${id}` });

/** Draws the labels of dimmed rows in the colour of what is disabled. */
export const registerDimmedRows = (): Disposable =>
  vscode.window.registerFileDecorationProvider({
    provideFileDecoration: ({ scheme }) =>
      scheme === dimmedScheme ? { color: new vscode.ThemeColor('disabledForeground') } : undefined,
  });
