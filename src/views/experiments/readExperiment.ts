import * as vscode from 'vscode';
import { HumanError, messageOf } from '../../core/errors';

/** More than any experiment has. */
export const maxExperimentBytes = 4 * 1024 * 1024;

/**
 * An experiment as an editor holds it, else as it is on the disk. Rejects with a `HumanError` when it has gone, cannot be
 * read or is far too large.
 */
export const readExperiment = async (uri: vscode.Uri): Promise<string> => {
  const open = openDocument(uri);
  if (open) return open.getText();
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > maxExperimentBytes) throw new HumanError(tooLarge(name, size));
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (cause) {
    if (cause instanceof HumanError) throw cause;
    if (isMissing(cause)) throw new HumanError(`${name} has gone. Open it where it is now, and try again.`);
    throw new HumanError(`${name} cannot be read (${messageOf(cause)}).`, 'usage', { cause });
  }
};

export const openDocument = (uri: vscode.Uri): vscode.TextDocument | undefined =>
  vscode.workspace.textDocuments.find(
    (document) => !document.isClosed && document.uri.toString() === uri.toString(),
  );

const isMissing = (error: unknown): boolean =>
  error instanceof vscode.FileSystemError && error.code === 'FileNotFound';

const tooLarge = (name: string, bytes: number): string =>
  `${name} has ${Math.round(bytes / 1024 / 1024)} MB, which no experiment has. Check that it is the right file.`;
