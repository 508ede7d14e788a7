import { Command } from '../extension/contributions';
import type { Services } from '../extension/services';
import type { FaultTarget } from '../views/faults/faultTarget';
import type { RowElement } from '../views/rowTree';
import { askDuration, askError, askProbability } from './askValues';
import type { CommandHandler } from './handler';

type FaultRow = RowElement<FaultTarget>;

/** What the context menu of the Faults view does to one rule; a switch that is off is switched on by it. */
export const ruleCommands = ({ faults, switches }: Pick<Services, 'faults' | 'switches'>) =>
  ({
    [Command.setProbability]: {
      purpose: 'set the probability',
      run: async (row: FaultRow) => {
        const probability = await askProbability();
        if (probability !== undefined) await switches.set(scopeOf(row), { probability });
      },
    },
    [Command.setError]: {
      purpose: 'set the status and code',
      run: async (row: FaultRow) => {
        const scope = scopeOf(row);
        const error = await askError(scope.service);
        if (error) await switches.set(scope, { error });
      },
    },
    [Command.setDuration]: {
      purpose: 'set the duration',
      run: async (row: FaultRow) => {
        const durationMs = await askDuration();
        if (durationMs !== undefined) await switches.set(scopeOf(row), {}, { durationMs });
      },
    },
    [Command.adoptFault]: { purpose: 'adopt the fault', run: (row: FaultRow) => faults.adopt(ruleOf(row)) },
    [Command.clearFault]: { purpose: 'clear the fault', run: (row: FaultRow) => faults.remove(ruleOf(row)) },
  }) satisfies Record<string, CommandHandler>;

const scopeOf = ({ row: { target } }: FaultRow) => {
  if (target?.kind === 'scope') return target.scope;
  throw new Error(`No switch: ${JSON.stringify(target)}`);
};

const ruleOf = ({ row: { target } }: FaultRow) => {
  if (target?.rule) return target.rule;
  throw new Error(`No rule: ${JSON.stringify(target)}`);
};
