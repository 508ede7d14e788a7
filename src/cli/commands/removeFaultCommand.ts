import { Command } from 'commander';
import { HumanError } from '../../core/errors';
import { describeScope } from '../../core/faults/faultScope';
import type { FaultRule } from '../../core/faults/rule';
import { connect } from '../connect';
import { type EngineOptions, wholeNumber, withEngineOptions } from '../options';
import { type RuleOptions, ruleOf, withRuleOptions } from '../ruleOptions';
import { Terminal } from '../terminal';

/** `chaos-lab faults remove` */
export const removeFaultCommand = (): Command =>
  withEngineOptions(
    withRuleOptions(
      new Command('remove')
        .description('Remove a rule by its number in the list, or all rules that have these fields.')
        .argument('[number]', 'the # of "chaos-lab faults list"', wholeNumber),
    ),
  ).action(remove);

const remove = async (
  index: number | undefined,
  options: EngineOptions & RuleOptions,
  command: Command,
): Promise<void> => {
  const fields = ruleOf(options);
  const given = Object.keys(fields).length > 0;
  if ((index === undefined) !== given) {
    command.error('error: name the rule either by its number or by its fields, like --service lambda');
  }
  const { client } = await connect(options.endpoint);
  const rules = await client.getFaults();
  const removed =
    index === undefined ? rules.filter((rule) => hasFields(rule, fields)) : rules.slice(index, index + 1);
  if (removed.length === 0)
    throw new HumanError('There is no such rule. "chaos-lab faults list" shows what there is.');
  const remaining = await client.deleteFaults(removed);
  const text = removed.map((rule) => `Removed the fault on ${describeScope(rule)}.`).join('\n');
  new Terminal(options.json === true).result({ removed, remaining }, text);
};

const hasFields = (rule: FaultRule, { error, ...fields }: FaultRule): boolean =>
  includes(rule, fields) && includes(rule.error ?? {}, error ?? {});

const includes = (whole: object, part: object): boolean => {
  const present = new Map(Object.entries(whole));
  return Object.entries(part).every(([name, value]) => present.get(name) === value);
};
