import * as vscode from 'vscode';

/** Presses Enter in whatever quick pick or input box is open until the command is done. */
export const accepting = async (command: Thenable<unknown>): Promise<void> => {
  let done = false;
  const ended = command.then(() => {
    done = true;
  });
  while (!done) {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 100))]);
  }
};
