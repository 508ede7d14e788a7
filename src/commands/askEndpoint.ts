import * as vscode from 'vscode';
import { messageOf } from '../core/errors';

const title = 'Attach to Endpoint';
const prompt = 'Where the engine or emulator answers. Chaos Lab will not stop it.';

export interface EndpointQuestion {
  /** Attached to before, the latest first. */
  readonly recent: readonly string[];
  readonly suggestion: string;
  /** Gives the origin; throws a `HumanError` for what is no endpoint, or must not be one. */
  readonly check: (text: string) => string;
}

/** The origin; undefined when the person turned away. */
export const askEndpoint = async (question: EndpointQuestion): Promise<string | undefined> => {
  if (question.recent.length === 0) return typeEndpoint(question);
  const other = { label: '$(edit) Another…' };
  const known = question.recent.map((label) => ({ label }));
  const chosen = await vscode.window.showQuickPick([...known, other], { title, placeHolder: prompt });
  return chosen === other ? typeEndpoint(question) : chosen && question.check(chosen.label);
};

const typeEndpoint = async ({ suggestion, check }: EndpointQuestion): Promise<string | undefined> => {
  const text = await vscode.window.showInputBox({
    title,
    prompt,
    value: suggestion,
    ignoreFocusOut: true,
    validateInput: (value) => problemOf(value, check),
  });
  return text === undefined ? undefined : check(text);
};

const problemOf = (value: string, check: EndpointQuestion['check']): string | undefined => {
  try {
    check(value);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
};
