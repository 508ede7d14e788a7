import * as vscode from 'vscode';
import { isAbort } from '../core/errors';
import type { DockerFound } from '../extension/engine/dockerLookup';
import { type EngineOption, type EngineOptionsInput, engineOptions } from '../extension/engine/engineOptions';

export interface EngineQuestion {
  readonly input: Omit<EngineOptionsInput, 'docker'>;
  readonly lookForDocker: (signal: AbortSignal) => Promise<DockerFound>;
}

type Item = EngineOption & vscode.QuickPickItem;

/** Shows what can be selected, and what Docker says once it has answered. Undefined when the person turned away. */
export const askEngine = async ({
  input,
  lookForDocker,
}: EngineQuestion): Promise<EngineOption['preference'] | undefined> => {
  const pick = vscode.window.createQuickPick<Item>();
  const looking = new AbortController();
  const show = (docker?: DockerFound) => {
    const active = pick.activeItems[0]?.preference ?? input.selected;
    pick.items = engineOptions({ ...input, docker });
    pick.activeItems = pick.items.filter(({ preference }) => preference === active);
    pick.busy = docker === undefined;
  };
  pick.title = 'Select Engine';
  pick.placeholder = 'What shall Chaos: Start Engine start?';
  pick.keepScrollPosition = true;
  show();
  const answered = answerOf(pick);
  pick.show();
  void lookForDocker(looking.signal).then(show, ignoreAbort);
  try {
    return await answered;
  } finally {
    looking.abort();
    pick.dispose();
  }
};

const answerOf = (pick: vscode.QuickPick<Item>): Promise<EngineOption['preference'] | undefined> =>
  new Promise((resolve) => {
    pick.onDidAccept(() => resolve(pick.selectedItems[0]?.preference));
    pick.onDidHide(() => resolve(undefined));
  });

/** The pick was closed first. */
const ignoreAbort = (error: unknown) => {
  if (!isAbort(error)) throw error;
};
