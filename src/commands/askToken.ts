import * as vscode from 'vscode';
import { tokenProblem, tokenVariable } from '../extension/engine/localStackToken';
import type { TokenAnswer } from './tokenMessage';

const title = 'Set LocalStack Token';

/** Undefined when the person turned away. */
export const askToken = async (stored: boolean, inEnvironment: boolean): Promise<TokenAnswer | undefined> => {
  if (!stored) return typeToken(inEnvironment);
  const replace = { label: '$(key) Replace the stored token…' };
  const remove = {
    label: '$(trash) Remove the stored token',
    detail: inEnvironment ? `${tokenVariable} of the environment counts then.` : '',
  };
  const chosen = await vscode.window.showQuickPick([replace, remove], {
    title,
    placeHolder: 'A token is stored.',
  });
  if (chosen === remove) return 'remove';
  return chosen === replace ? typeToken(inEnvironment) : undefined;
};

const typeToken = async (inEnvironment: boolean): Promise<TokenAnswer | undefined> => {
  const text = await vscode.window.showInputBox({
    title,
    prompt: `${inEnvironment ? `${tokenVariable} is set in the environment; a stored token wins over it. ` : ''}Kept in VS Code's secret storage, and given to the LocalStack container alone.`,
    placeHolder: 'ls-…',
    password: true,
    ignoreFocusOut: true,
    validateInput: tokenProblem,
  });
  return text === undefined ? undefined : { store: text };
};
