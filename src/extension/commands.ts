import * as vscode from 'vscode';
import { containerCommands } from '../commands/containerCommands';
import { deployCommands } from '../commands/deployCommands';
import { endpointCommands } from '../commands/endpointCommands';
import { engineCommands } from '../commands/engineCommands';
import { experimentCommands } from '../commands/experimentCommands';
import { faultCommands } from '../commands/faultCommands';
import { generalCommands } from '../commands/generalCommands';
import { haltCommands } from '../commands/haltCommands';
import type { CommandHandler } from '../commands/handler';
import { recordingCommands } from '../commands/recordingCommands';
import { ruleCommands } from '../commands/ruleCommands';
import { runCommands } from '../commands/runCommands';
import { type Disposable, DisposableStore } from '../core/disposable';
import type { CommandId } from './contributions';
import type { Services } from './services';

/** Every contributed command has a handler: the compiler sees to it. */
export const registerCommands = (services: Services): Disposable => {
  const store = new DisposableStore();
  const handlers: Readonly<Record<CommandId, CommandHandler>> = {
    ...engineCommands(services),
    ...containerCommands(services),
    ...deployCommands(services),
    ...endpointCommands(services),
    ...faultCommands(services),
    ...ruleCommands(services),
    ...haltCommands(services),
    ...recordingCommands(services),
    ...experimentCommands(services),
    ...runCommands(services),
    ...generalCommands(services),
  };
  for (const [id, { purpose, run, steps }] of Object.entries(handlers)) {
    store.add(
      vscode.commands.registerCommand(id, (...args: unknown[]) =>
        services.errors.attempt(purpose, () => run(...args), steps),
      ),
    );
  }
  return store;
};
