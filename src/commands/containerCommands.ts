import * as vscode from 'vscode';
import { Command } from '../extension/contributions';
import { askRemoval } from '../extension/questions';
import type { Services } from '../extension/services';
import { changeToken } from './changeToken';
import type { CommandHandler } from './handler';
import { removalMessage } from './removalMessage';

/** What concerns LocalStack's container alone. */
export const containerCommands = ({
  engines,
  control,
  settings,
}: Pick<Services, 'engines' | 'control' | 'settings'>) =>
  ({
    [Command.setLocalStackToken]: {
      purpose: 'store the LocalStack token',
      run: () => changeToken(engines.token),
    },
    [Command.removeContainer]: {
      purpose: 'remove the LocalStack container',
      run: async () => {
        const name = settings.containerName.value;
        const removal = await askRemoval(name);
        if (removal === undefined) return;
        const volume = removal === 'withVolume';
        const found = await control.removeContainer({ volume });
        void vscode.window.showInformationMessage(removalMessage(name, { found, volume }));
      },
    },
    [Command.showContainerLog]: {
      purpose: 'show the container log',
      run: () => engines.containerLog.show(),
    },
  }) satisfies Record<string, CommandHandler>;
