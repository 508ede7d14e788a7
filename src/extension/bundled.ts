import * as vscode from 'vscode';

/** The path of one of the bundles that the extension comes with (`scripts/lib/entryPoints.mjs`). */
export const bundled = (
  { extensionUri }: Pick<vscode.ExtensionContext, 'extensionUri'>,
  name: string,
): string => vscode.Uri.joinPath(extensionUri, 'dist', name).fsPath;
