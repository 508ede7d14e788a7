import { type FaultRule, InvalidRulesError, parseRules } from '../../../src/core/faults/rule';
import type { OwnReply } from './ownPaths';

/** LocalStack's own Chaos API, with the rules of the engine behind it. */
export class NativeChaos {
  #rules: readonly FaultRule[] = [];

  constructor(private readonly engine: string) {}

  /** As the last answer of the API gave them. */
  get rules(): readonly FaultRule[] {
    return this.#rules;
  }

  async answer(method: string, path: string, body: Buffer): Promise<OwnReply> {
    const refusal = path.endsWith('/faults') && method !== 'GET' ? refuseDigits(body) : undefined;
    if (refusal !== undefined) return refusal;
    const sent = method === 'GET' || method === 'HEAD' ? {} : { body: new Uint8Array(body) };
    const answer = await fetch(`${this.engine}${path}`, { method, ...sent });
    const text = await answer.text();
    if (answer.ok && path.endsWith('/faults')) this.#rules = JSON.parse(text);
    return { status: answer.status, contentType: 'application/json', body: text };
  }
}

/** The engine takes digits in an operation, LocalStack does not: `^[a-zA-Z]+$`. */
function refuseDigits(body: Buffer): OwnReply | undefined {
  const index = rulesIn(body).findIndex(({ operation = '' }) => /\d/.test(operation));
  if (index < 0) return undefined;
  const message = `[${index}].operation: does not match ^[a-zA-Z]+$`;
  return { status: 400, contentType: 'application/json', body: JSON.stringify({ message }) };
}

/** None when the body is none: the engine says so then. */
function rulesIn(body: Buffer): readonly FaultRule[] {
  try {
    return parseRules(JSON.parse(body.toString()));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof InvalidRulesError) return [];
    throw error;
  }
}
