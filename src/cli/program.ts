import { Command } from 'commander';
import { version } from '../../package.json';
import { deployCommand } from './commands/deployCommand';
import { destroyCommand } from './commands/destroyCommand';
import { effectsCommand } from './commands/effectsCommand';
import { endpointsCommand } from './commands/endpointsCommand';
import { faultsCommand } from './commands/faultsCommand';
import { runCommand } from './commands/runCommand';
import { validateCommand } from './commands/validateCommand';
import { demoCommand } from './demo/demoCommand';
import { engineCommand } from './engine/engineCommand';

/** The whole command line. What takes time to load is loaded by the command that needs it. */
export const createProgram = (): Command => {
  const program = new Command('chaos-lab')
    .description('Chaos experiments for API Gateway and Lambda.')
    .version(version);
  const commands = [
    engineCommand,
    deployCommand,
    destroyCommand,
    endpointsCommand,
    faultsCommand,
    effectsCommand,
    runCommand,
    validateCommand,
    demoCommand,
  ];
  for (const command of commands) program.addCommand(command());
  setUp(program, 'chaos-lab');
  return program;
};

/** What commander hands down to no command that was made elsewhere. */
const setUp = (command: Command, name: string): void => {
  command.exitOverride(); // it ends the process by itself otherwise, with an exit code that is not ours
  command.showHelpAfterError(`("${name} --help" tells what there is)`);
  for (const sub of command.commands) setUp(sub, `${name} ${sub.name()}`);
};
