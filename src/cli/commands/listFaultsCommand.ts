import { Command } from 'commander';
import { readRules } from '../../core/faults/readRules';
import { connect } from '../connect';
import { type EngineOptions, withEngineOptions } from '../options';
import { rulesTable } from '../rulesTable';
import { Terminal } from '../terminal';
import { cliOwner } from '../timedOwner';

/** `chaos-lab faults list` */
export const listFaultsCommand = (): Command =>
  withEngineOptions(new Command('list').description('Show the rules in the order they are tried.')).action(
    list,
  );

const list = async ({ endpoint, json }: EngineOptions): Promise<void> => {
  const { client, capabilities } = await connect(endpoint);
  const { rules, latencyMs } = await readRules(client, cliOwner, capabilities);
  const none = 'No faults. "chaos-lab faults add --service lambda" adds one.';
  const latency = latencyMs > 0 ? `\nNetwork latency: ${latencyMs} ms` : '';
  new Terminal(json === true).result(
    { rules, latencyMs },
    (rules.length ? rulesTable(rules) : none) + latency,
  );
};
