import { Command } from '../extension/contributions';
import type { Services } from '../extension/services';
import type { CommandHandler } from './handler';

export const deployCommands = ({ deployTasks, endpoints }: Pick<Services, 'deployTasks' | 'endpoints'>) =>
  ({
    [Command.deploy]: { purpose: 'deploy', run: () => deployTasks.launch('deploy') },
    [Command.destroy]: { purpose: 'destroy', run: () => deployTasks.launch('destroy') },
    [Command.refresh]: {
      purpose: 'look for endpoints',
      run: async () => {
        await endpoints.refresh();
        await endpoints.probeAll();
      },
    },
  }) satisfies Record<string, CommandHandler>;
