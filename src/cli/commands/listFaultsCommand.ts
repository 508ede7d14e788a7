import { Command } from 'commander';
import { readRules } from '../../core/faults/readRules';
import { connect } from '../connect';
import { endedTable } from '../endedTable';
import { type EngineOptions, withEngineOptions } from '../options';
import { rulesTable } from '../rulesTable';
import { shadowText } from '../shadowText';
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
  const ended = capabilities.hitCounts ? await client.getEndedRules() : [];
  const none = 'No faults. "chaos-lab faults add --service lambda" adds one.';
  const text = [
    rules.length ? rulesTable(rules) : none,
    shadowText(rules),
    latencyMs > 0 ? `Network latency: ${latencyMs} ms` : '',
    ended.length ? `\nEnded by themselves:\n${endedTable(ended)}` : '',
  ];
  new Terminal(json === true).result({ rules, latencyMs, ended }, text.filter(Boolean).join('\n'));
};
