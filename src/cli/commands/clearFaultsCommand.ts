import { Command } from 'commander';
import { systemClock } from '../../core/clock';
import type { HaltReport } from '../../core/faults/faultsState';
import { Halt } from '../../core/faults/halt';
import { type Connection, connect } from '../connect';
import { type EngineOptions, withEngineOptions } from '../options';
import { Terminal } from '../terminal';

interface ClearOptions extends EngineOptions {
  readonly all?: true;
}

/** `chaos-lab faults clear` */
export const clearFaultsCommand = (): Command =>
  withEngineOptions(
    new Command('clear')
      .description('Take back every fault of Chaos Lab (tagged chaos-lab:…) and the latency; others stay.')
      .option('--all', 'the rules of others too'),
  ).action(clear);

const clear = async ({ endpoint, json, all }: ClearOptions): Promise<void> => {
  const connection = await connect(endpoint);
  const report = all ? await clearAll(connection) : await clearOurs(connection);
  new Terminal(json === true).result(report, describe(report));
};

const clearOurs = ({ client, capabilities }: Connection): Promise<HaltReport> =>
  new Halt(client, systemClock, capabilities.effects).sweep();

const clearAll = async ({ client, capabilities }: Connection): Promise<HaltReport> => {
  const removed = await client.getFaults();
  const remaining = await client.replaceFaults([]);
  const latencyMs = capabilities.effects ? await client.getLatency() : 0;
  if (latencyMs > 0) await client.setLatency(0);
  return { removedRules: removed.length, clearedLatency: latencyMs > 0, remaining };
};

const describe = ({ removedRules, clearedLatency, remaining }: HaltReport): string => {
  const done = `Removed ${removedRules} ${removedRules === 1 ? 'rule' : 'rules'}${clearedLatency ? ' and the latency' : ''}.`;
  if (remaining.length === 0) return done;
  return `${done} Set by others, and still there: ${remaining.length}. "chaos-lab faults clear --all" removes these too.`;
};
