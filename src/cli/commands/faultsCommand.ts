import { Command } from 'commander';
import { addFaultCommand } from './addFaultCommand';
import { clearFaultsCommand } from './clearFaultsCommand';
import { listFaultsCommand } from './listFaultsCommand';
import { removeFaultCommand } from './removeFaultCommand';
import { setFaultsCommand } from './setFaultsCommand';

/** `chaos-lab faults …` */
export const faultsCommand = (): Command => {
  const command = new Command('faults').description('Look at the faults of an engine, and change them.');
  const commands = [
    listFaultsCommand,
    addFaultCommand,
    removeFaultCommand,
    clearFaultsCommand,
    setFaultsCommand,
  ];
  for (const sub of commands) command.addCommand(sub());
  return command;
};
