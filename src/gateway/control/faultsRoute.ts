import { type FaultRule, InvalidRulesError, parseRules } from '../../core/faults/rule';
import type { RuleStore } from '../faults/ruleStore';
import { jsonReply } from '../http/jsonReply';
import { jsonBody } from './controlBody';
import { ControlError, type ControlRequest, type ControlRoute } from './controlRoute';
import { ownerOf } from './owner';

/** LocalStack's `/_localstack/chaos/faults`. Every method answers with the rules that are then in force. */
export function faultsRoute(rules: RuleStore): ControlRoute {
  const answer = () => jsonReply(200, rules.list());
  const changing = (change: (sent: readonly FaultRule[], owner?: string) => void) => {
    return (request: ControlRequest) => {
      change(readRules(request), ownerOf(request));
      return answer();
    };
  };
  return {
    path: '/_localstack/chaos/faults',
    methods: {
      GET: answer,
      POST: changing((sent, owner) => rules.replace(sent, owner)),
      PATCH: changing((sent, owner) => rules.add(sent, owner)),
      DELETE: changing((sent) => rules.remove(sent)),
    },
  };
}

function readRules(request: ControlRequest): readonly FaultRule[] {
  const body = jsonBody(request);
  try {
    return parseRules(body);
  } catch (error) {
    if (error instanceof InvalidRulesError) throw new ControlError(400, error.message);
    throw error;
  }
}
