import * as vscode from 'vscode';
import type { FaultsService } from '../core/faults/faultsService';
import { Command, View } from '../extension/contributions';
import type { Services } from '../extension/services';
import { haltMessage } from './haltMessage';
import type { CommandHandler } from './handler';

/** One click, no question: faults and load end, who presses this wants quiet. */
export const haltCommands = ({ faults, load }: Pick<Services, 'faults' | 'load'>) =>
  ({
    [Command.haltAll]: {
      purpose: 'halt all faults',
      run: async () => {
        const loaded = load.stop();
        const report = await vscode.window.withProgress({ location: { viewId: View.faults } }, () =>
          faults.haltAll(),
        );
        const message = haltMessage(report, loaded);
        // Not awaited: the faults are gone, whatever a person does with the message.
        if (report.remaining.length > 0) void offerToClear(message);
        else void vscode.window.showInformationMessage(message);
      },
    },
    [Command.clearForeignFaults]: {
      purpose: 'clear the faults that others have set',
      run: () => clearForeign(faults),
    },
  }) satisfies Record<string, CommandHandler>;

const offerToClear = async (message: string): Promise<void> => {
  const clear = 'Clear These Too';
  if ((await vscode.window.showWarningMessage(message, clear)) === clear) {
    await vscode.commands.executeCommand(Command.clearForeignFaults);
  }
};

const clearForeign = async (faults: FaultsService): Promise<void> => {
  const count = await faults.clearForeign();
  void vscode.window.showInformationMessage(
    count === 0
      ? 'Others have set no faults.'
      : `Cleared ${count === 1 ? 'a fault' : `${count} faults`} that others had set.`,
  );
};
