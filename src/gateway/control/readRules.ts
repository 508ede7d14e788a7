import {
  type ExtendedRule,
  extensionsOf,
  InvalidRulesError,
  parseExtendedRules,
  parseRules,
  type RuleExtension,
  ruleExtensions,
} from '../../core/faults/rule';
import type { RuleStore } from '../faults/ruleStore';
import { jsonBody } from './controlBody';
import { ControlError, type ControlRequest } from './controlRoute';

export const EXTENSIONS_HEADER = 'x-chaos-extensions';

/** Rules with every extension. */
export const readExtendedRules = (request: ControlRequest): readonly ExtendedRule[] => {
  const body = jsonBody(request);
  return refusing(() => parseExtendedRules(body));
};

/** LocalStack's rules to the letter, and the extensions that the request names (`x-chaos-extensions: latency,reset`). */
export function readRules(request: ControlRequest): readonly ExtendedRule[] {
  const named = namedExtensions(request);
  const body = jsonBody(request);
  return refusing(() => (named.length === 0 ? parseRules(body) : parseExtendedRules(body, named)));
}

/** As `readRules`; and whatever is in force, so that a client can take away all that it was shown. */
export function readRulesInForce(request: ControlRequest, rules: RuleStore): readonly ExtendedRule[] {
  try {
    return readRules(request);
  } catch (error) {
    const known = parsed(request)?.filter((rule) => extensionsOf([rule]).length > 0);
    if (known?.length && known.every((rule) => rules.has(rule))) return readExtendedRules(request);
    throw error;
  }
}

const parsed = (request: ControlRequest): readonly ExtendedRule[] | undefined => {
  try {
    return readExtendedRules(request);
  } catch {
    return undefined; // what is wrong with it has been told
  }
};

function namedExtensions({ headers }: ControlRequest): readonly RuleExtension[] {
  const names = (headers[EXTENSIONS_HEADER] ?? '').split(',').map((name) => name.trim());
  return names.filter((name) => name !== '').map(checkExtension);
}

function checkExtension(name: string): RuleExtension {
  const found = ruleExtensions.find((extension) => extension === name);
  if (found) return found;
  throw new ControlError(400, `${EXTENSIONS_HEADER}: must be names of ${ruleExtensions.join(', ')}`);
}

function refusing(parse: () => readonly ExtendedRule[]): readonly ExtendedRule[] {
  try {
    return parse();
  } catch (error) {
    if (error instanceof InvalidRulesError) throw new ControlError(400, withWay(error.message));
    throw error;
  }
}

/** An extension that was not asked for is refused as LocalStack refuses it, with the way to it. */
function withWay(message: string): string {
  const name = /^\[\d+\]\.(\w+): unknown field/.exec(message)?.[1] ?? '';
  if (!ruleExtensions.some((extension) => extension === name)) return message;
  return `${message}. ${name} is an extension: send the rule to /_chaos/rules, or with the header ${EXTENSIONS_HEADER}: ${name}`;
}
