import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { Command } from 'commander';
import { HumanError, messageOf } from '../../core/errors';
import { checkExtensions } from '../../core/faults/checkExtensions';
import { type FaultRule, InvalidRulesError, parseExtendedRules } from '../../core/faults/rule';
import { connect } from '../connect';
import { type EngineOptions, withEngineOptions } from '../options';
import { Terminal } from '../terminal';

/** `chaos-lab faults set` */
export const setFaultsCommand = (): Command =>
  withEngineOptions(
    new Command('set')
      .description('Replace all rules, those of others too, by these.')
      .argument('<rules>', 'a file with an array of rules, the array itself, or - for stdin'),
  ).action(set);

const set = async (source: string, { endpoint, json }: EngineOptions): Promise<void> => {
  const wanted = parse(await read(source));
  const { client, capabilities } = await connect(endpoint);
  checkExtensions(wanted, capabilities);
  const rules = await client.replaceFaults(wanted);
  new Terminal(json === true).result(
    { rules },
    `The engine has ${rules.length === 1 ? '1 rule' : `${rules.length} rules`} now.`,
  );
};

const read = async (source: string): Promise<string> => {
  if (source === '-') return text(process.stdin);
  if (source.trimStart().startsWith('[')) return source;
  try {
    return await readFile(source, 'utf8');
  } catch (cause) {
    throw new HumanError(
      `${source} cannot be read (${messageOf(cause)}). Name a file with an array of rules.`,
      'usage',
      {
        cause,
      },
    );
  }
};

const parse = (json: string): readonly FaultRule[] => {
  try {
    return parseExtendedRules(JSON.parse(json));
  } catch (cause) {
    if (!(cause instanceof SyntaxError || cause instanceof InvalidRulesError)) throw cause;
    throw new HumanError(`These are no rules: ${cause.message}. Nothing was changed.`, 'usage', { cause });
  }
};
