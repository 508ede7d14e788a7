import { Command } from 'commander';
import { HumanError } from '../../core/errors';
import { type Connection, connect } from '../connect';
import { duration, type EngineOptions, wholeNumber, withEngineOptions } from '../options';
import { Terminal } from '../terminal';
import { timedClient } from '../timedOwner';

interface EffectsOptions extends EngineOptions {
  readonly latency?: number;
  readonly for?: number;
}

/** `chaos-lab effects` */
export const effectsCommand = (): Command =>
  withEngineOptions(
    new Command('effects')
      .description('Show the network effects, or set them.')
      .option('--latency <ms>', 'delay every request by this many ms; 0 ends it', wholeNumber)
      .option('--for <duration>', 'taken back by the engine after this time, like 5m', duration),
  ).action(effects);

const effects = async (options: EffectsOptions, command: Command): Promise<void> => {
  if (options.for !== undefined && !options.latency)
    command.error('error: --for needs a --latency to take back');
  const connection = await connect(options.endpoint);
  if (!connection.capabilities.effects) {
    throw new HumanError(`${connection.capabilities.product} has no network effects.`);
  }
  const latency = await apply(connection, options);
  const text = latency > 0 ? `Every request is delayed by ${latency} ms.` : 'No network latency.';
  new Terminal(options.json === true).result({ latency }, text);
};

const apply = async (connection: Connection, options: EffectsOptions): Promise<number> => {
  if (options.latency === undefined) return connection.client.getLatency();
  if (options.for === undefined) return connection.client.setLatency(options.latency);
  const { client } = await timedClient(connection, options.for);
  return client.setLatency(options.latency);
};
