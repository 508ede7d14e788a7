import type { Chance } from '../faults/chance';
import type { RuleStore } from '../faults/ruleStore';
import { jsonReply } from '../http/jsonReply';
import type { ControlRoute } from './controlRoute';
import { readExtendedRules } from './readRules';
import { ruleMethods } from './ruleMethods';

/**
 * `/_chaos/rules`: as `/_localstack/chaos/faults`, with extensions, and every method answers with what each rule did,
 * which rules ended by themselves, and the seed that lets all of it be repeated.
 */
export const rulesRoute = (rules: RuleStore, chance: Chance): ControlRoute => ({
  path: '/_chaos/rules',
  methods: ruleMethods(rules, { sent: readExtendedRules, named: readExtendedRules }, () =>
    jsonReply(200, { seed: chance.seed, rules: rules.counted(), ended: rules.ended() }),
  ),
});
