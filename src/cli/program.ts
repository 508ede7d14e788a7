import { Command } from 'commander';
import { version } from '../../package.json';
import { deployCommand } from './commands/deployCommand';
import { destroyCommand } from './commands/destroyCommand';
import { effectsCommand } from './commands/effectsCommand';
import { endpointsCommand } from './commands/endpointsCommand';
import { faultsCommand } from './commands/faultsCommand';
import { demoCommand } from './demo/demoCommand';
import { engineCommand } from './engine/engineCommand';

/** The whole command line. What takes time to load is loaded by the command that needs it. */
export const createProgram = (): Command => {
  const program = new Command('chaos-lab')
    .description('Chaos experiments for API Gateway and Lambda.')
    .version(version)
    .showHelpAfterError('(chaos-lab --help tells the commands, chaos-lab COMMAND --help its options)');
  const commands = [
    engineCommand,
    deployCommand,
    destroyCommand,
    endpointsCommand,
    faultsCommand,
    effectsCommand,
    demoCommand,
  ];
  for (const command of commands) program.addCommand(command());
  throwInsteadOfExit(program);
  return program;
};

/** Commander ends the process by itself otherwise, with an exit code that is not ours. */
const throwInsteadOfExit = (command: Command): void => {
  command.exitOverride();
  for (const sub of command.commands) throwInsteadOfExit(sub);
};
