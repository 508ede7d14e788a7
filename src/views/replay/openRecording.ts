import { createReadStream } from 'node:fs';
import * as vscode from 'vscode';
import { isAbort, isHumanError, messageOf } from '../../core/errors';
import { maxLineBytes, maxRecordedBytes } from '../../core/lab/recording/chaoslog';
import { readRecording } from '../../core/lab/recording/readRecording';
import { Replay } from '../../core/lab/recording/replay';
import type { OpenedRecording } from './replayState';

/** Reads a recording wherever VS Code can. Rejects only when `signal` aborts. */
export const openRecording = async (uri: vscode.Uri, signal: AbortSignal): Promise<OpenedRecording> => {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  try {
    const recording = await readRecording(bytesOf(uri), {}, signal);
    return { name, recording, replay: new Replay(recording) };
  } catch (error) {
    if (isAbort(error)) throw error;
    const problem = isHumanError(error) ? error.message : `The file cannot be read: ${messageOf(error)}`;
    return { name, problem };
  }
};

async function* bytesOf(uri: vscode.Uri): AsyncGenerator<Uint8Array> {
  if (uri.scheme === 'file') yield* createReadStream(uri.fsPath, { highWaterMark: 256 * 1024 });
  else if ((await vscode.workspace.fs.stat(uri)).size > maxRecordedBytes + maxLineBytes)
    throw new Error('it is larger than any recording. Save it to this machine and open it there.');
  else yield await vscode.workspace.fs.readFile(uri);
}
