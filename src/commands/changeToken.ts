import * as vscode from 'vscode';
import type { LocalStackToken } from '../extension/engine/localStackToken';
import { askToken } from './askToken';
import { tokenMessage } from './tokenMessage';

/** Asks for the token and keeps it, or removes the one that is kept. */
export const changeToken = async (token: LocalStackToken): Promise<void> => {
  const stored = (await token.read())?.source === 'stored';
  const answer = await askToken(stored, token.inEnvironment);
  if (answer === undefined) return;
  await (answer === 'remove' ? token.remove() : token.store(answer.store));
  const now = await token.read();
  void vscode.window.showInformationMessage(tokenMessage(answer, now?.source));
};
