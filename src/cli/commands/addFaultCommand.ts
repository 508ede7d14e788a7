import { Command } from 'commander';
import { checkExtensions } from '../../core/faults/checkExtensions';
import { checkRule } from '../../core/faults/checkRule';
import { describeError } from '../../core/faults/errorPresets';
import { describeScope } from '../../core/faults/faultScope';
import { readRules } from '../../core/faults/readRules';
import { canonicalRule, type FaultRule } from '../../core/faults/rule';
import { formatTag } from '../../core/faults/tag';
import { type Connection, connect } from '../connect';
import { type ExtensionOptions, extensionsOfOptions, withExtensionOptions } from '../extensionOptions';
import { duration, type EngineOptions, withEngineOptions } from '../options';
import { type RuleOptions, ruleOf, withRuleOptions } from '../ruleOptions';
import { shadowText } from '../shadowText';
import { Terminal } from '../terminal';
import { cliOwner, timedClient } from '../timedOwner';

interface AddOptions extends EngineOptions, RuleOptions, ExtensionOptions {
  readonly for?: number;
  readonly everything?: true;
}

/** `chaos-lab faults add` */
export const addFaultCommand = (): Command =>
  withEngineOptions(
    withExtensionOptions(
      withRuleOptions(
        new Command('add').description('Add a rule. What it does not name, it reaches all of.'),
      ),
    )
      .option(
        '--for <duration>',
        'taken back by the engine after this time, like 5m; stays until cleared otherwise',
        duration,
      )
      .option('--everything', 'fault every call: needed when no other option narrows the rule'),
  ).action(add);

const add = async (options: AddOptions, command: Command): Promise<void> => {
  const wanted = { ...ruleOf(options), ...extensionsOfOptions(options) };
  checkRule(wanted);
  if (!options.everything && !wanted.region && !wanted.service && !wanted.operation) {
    command.error(
      'error: without --region, --service or --operation every call is hit; say --everything if that is meant',
    );
  }
  const connection = await connect(options.endpoint);
  const { rule, rules } = await addRule(connection, options, wanted);
  const until = options.for === undefined ? 'until cleared' : `for ${options.for / 1000} s`;
  const text = `Fault on ${describeScope(rule)}: ${describeError(rule)}, ${until}.`;
  const shadow = await shadowOf(rule, connection);
  new Terminal(options.json === true).result({ rule, rules }, [text, shadow].filter(Boolean).join('\n'));
};

/** Why the rule will not be tried, if it is so and the engine tells. */
const shadowOf = async (rule: FaultRule, { client, capabilities }: Connection): Promise<string> => {
  if (!capabilities.hitCounts) return '';
  const { rules } = await readRules(client, cliOwner, capabilities);
  const form = canonicalRule(rule);
  return shadowText(rules.filter((view) => canonicalRule(view.rule) === form));
};

const addRule = async (
  connection: Connection,
  options: AddOptions,
  wanted: FaultRule,
): Promise<{ rule: FaultRule; rules: FaultRule[] }> => {
  checkExtensions([wanted], connection.capabilities);
  if (options.for === undefined) {
    const rule = { ...wanted, description: formatTag({ owner: cliOwner }) };
    return { rule, rules: await connection.client.addFaults([rule]) };
  }
  const { owner, client } = await timedClient(connection, options.for);
  const rule = { ...wanted, description: formatTag({ owner, endsAt: Date.now() + options.for }) };
  return { rule, rules: await client.addFaults([rule]) };
};
