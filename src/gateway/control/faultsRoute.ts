import type { RuleStore } from '../faults/ruleStore';
import { jsonReply } from '../http/jsonReply';
import type { ControlRoute } from './controlRoute';
import { readRules, readRulesInForce } from './readRules';
import { ruleMethods } from './ruleMethods';

/** LocalStack's `/_localstack/chaos/faults`. Every method answers with the rules that are then in force. */
export const faultsRoute = (rules: RuleStore): ControlRoute => ({
  path: '/_localstack/chaos/faults',
  methods: ruleMethods(rules, { sent: readRules, named: (request) => readRulesInForce(request, rules) }, () =>
    jsonReply(200, rules.list()),
  ),
});
