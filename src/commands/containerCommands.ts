import { Command } from '../extension/contributions';
import type { Services } from '../extension/services';
import { changeToken } from './changeToken';
import type { CommandHandler } from './handler';

/** What concerns LocalStack's container alone. */
export const containerCommands = ({ engines }: Pick<Services, 'engines'>) =>
  ({
    [Command.setLocalStackToken]: {
      purpose: 'store the LocalStack token',
      run: () => changeToken(engines.token),
    },
    [Command.removeContainer]: { purpose: 'remove the LocalStack container', run: () => {} },
    [Command.showContainerLog]: {
      purpose: 'show the container log',
      run: () => engines.containerLog.show(),
    },
  }) satisfies Record<string, CommandHandler>;
