import * as vscode from 'vscode';
import type { FaultsService } from '../core/faults/faultsService';
import type { HaltReport } from '../core/faults/faultsState';
import { Command, View } from '../extension/contributions';
import type { Services } from '../extension/services';
import { haltMessage } from './haltMessage';
import type { CommandHandler } from './handler';

/** One click, no question: experiments, faults and load end, who presses this wants quiet. */
export const haltCommands = ({
  faults,
  load,
  experimentRuns,
}: Pick<Services, 'faults' | 'load' | 'experimentRuns'>) =>
  ({
    [Command.haltAll]: {
      purpose: 'halt all faults',
      run: async () => {
        const loaded = load.stop();
        const cancelled = experimentRuns.current.map(({ title }) => title);
        const report = await vscode.window.withProgress({ location: { viewId: View.faults } }, () =>
          halt(faults, experimentRuns),
        );
        const message = haltMessage(report, loaded, cancelled);
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

/** At once; and again when experiments have ended, since they may have set more meanwhile. */
const halt = async (
  faults: FaultsService,
  experimentRuns: Services['experimentRuns'],
): Promise<HaltReport> => {
  const isRunning = experimentRuns.current.length > 0;
  experimentRuns.cancel();
  const first = await faults.haltAll();
  if (!isRunning) return first;
  await experimentRuns.whenIdle();
  const then = await faults.haltAll();
  return {
    removedRules: first.removedRules + then.removedRules,
    clearedLatency: first.clearedLatency || then.clearedLatency,
    remaining: then.remaining,
  };
};

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
