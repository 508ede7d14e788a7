import type { HttpReply } from '../../aws/http';
import type { ExtendedRule } from '../../core/faults/rule';
import type { RuleStore } from '../faults/ruleStore';
import type { ControlHandler, ControlRequest } from './controlRoute';
import { ownerOf } from './owner';

/** How the rules in a request are read. Throws `ControlError` (400) that names the field. */
export interface RuleReader {
  /** Rules to be in force. */
  sent(request: ControlRequest): readonly ExtendedRule[];
  /** Rules to be taken away. */
  named(request: ControlRequest): readonly ExtendedRule[];
}

/** The methods of LocalStack's Chaos API. Each answers with what is in force then. */
export function ruleMethods(
  rules: RuleStore,
  read: RuleReader,
  answer: () => HttpReply,
): Readonly<Record<string, ControlHandler>> {
  const changing = (change: (request: ControlRequest) => void) => (request: ControlRequest) => {
    change(request);
    return answer();
  };
  return {
    GET: answer,
    POST: changing((request) => rules.replace(read.sent(request), ownerOf(request))),
    PATCH: changing((request) => rules.add(read.sent(request), ownerOf(request))),
    DELETE: changing((request) => rules.remove(read.named(request))),
  };
}
