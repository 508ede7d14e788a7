import * as v from 'valibot';
import { HumanError, isAbort } from '../errors';
import { type ExtendedRule, extensionsOf, type FaultRule } from '../faults/rule';
import { type Log, silentLog } from '../log';
import { type Answer, parseAnswer, quote } from './answer';
import { connectError } from './connectError';
import { normalizeEndpoint } from './normalizeEndpoint';
import {
  type CountedRule,
  countedRules,
  type EndedRule,
  effects,
  endedRules,
  faultRules,
  refusal,
  seed,
} from './wire';

export interface ChaosClientOptions {
  /** Sent as `x-chaos-owner`: what these requests set goes when this owner's lease runs out. */
  readonly owner?: string;
  readonly log?: Log;
  /** For one request; 10 s when absent. */
  readonly timeoutMs?: number;
  /** The built-in one when absent. */
  readonly fetch?: typeof fetch;
}

const faultsPath = '/_localstack/chaos/faults';
const effectsPath = '/_localstack/chaos/effects';
const seedPath = '/_chaos/seed';

/**
 * The Chaos API of one engine. Every method rejects with a `HumanError`: of kind `unreachable` when nothing
 * answers, else saying what the engine refused. An aborted `signal` rejects with an `AbortError`.
 */
export class ChaosClient {
  /** Origin without a trailing slash. */
  readonly endpoint: string;
  /** Whose what it sets is; absent when nobody's. */
  readonly owner: string | undefined;
  private readonly log: Log;
  private readonly timeoutMs: number;

  constructor(
    endpoint: string,
    private readonly options: ChaosClientOptions = {},
  ) {
    this.endpoint = normalizeEndpoint(endpoint);
    this.owner = options.owner;
    this.log = options.log ?? silentLog;
    this.timeoutMs = options.timeoutMs ?? 10_000;
  }

  getFaults(signal?: AbortSignal): Promise<FaultRule[]> {
    return this.read(faultRules, 'GET', faultsPath, undefined, signal);
  }

  /** Appends (PATCH). A rule that is there already is not doubled. Gives all rules. */
  addFaults(rules: readonly ExtendedRule[], signal?: AbortSignal): Promise<FaultRule[]> {
    return this.read(faultRules, 'PATCH', faultsPath, rules, signal);
  }

  /** Removes the rules that are exactly equal. Gives the remaining ones. */
  deleteFaults(rules: readonly ExtendedRule[], signal?: AbortSignal): Promise<FaultRule[]> {
    return this.read(faultRules, 'DELETE', faultsPath, rules, signal);
  }

  /** Replaces all rules, other people's too (POST): only for who asked for exactly that. */
  replaceFaults(rules: readonly ExtendedRule[], signal?: AbortSignal): Promise<FaultRule[]> {
    return this.read(faultRules, 'POST', faultsPath, rules, signal);
  }

  /** Milliseconds; 0 is none. */
  getLatency(signal?: AbortSignal): Promise<number> {
    return this.read(effects, 'GET', effectsPath, undefined, signal);
  }

  setLatency(latencyMs: number, signal?: AbortSignal): Promise<number> {
    return this.read(effects, 'POST', effectsPath, { latency: latencyMs }, signal);
  }

  /** The rules with hit and match counts; only engines with the `hitCounts` capability have it. */
  async getRules(signal?: AbortSignal): Promise<CountedRule[]> {
    return this.read(countedRules, 'GET', '/_chaos/rules', undefined, signal);
  }

  /** The rules that ended by themselves, oldest first; as `getRules`. */
  getEndedRules(signal?: AbortSignal): Promise<EndedRule[]> {
    return this.read(endedRules, 'GET', '/_chaos/rules', undefined, signal);
  }

  /** Of the generator behind probabilities and latencies; only engines that take `extensions` have it. */
  getSeed(signal?: AbortSignal): Promise<number> {
    return this.read(seed, 'GET', seedPath, undefined, signal);
  }

  /** Begins the numbers of this seed, or those of the present one again: the same requests get the same faults. */
  setSeed(value?: number, signal?: AbortSignal): Promise<number> {
    return this.read(seed, 'POST', seedPath, value === undefined ? {} : { seed: value }, signal);
  }

  /** Keeps what this owner set for another `ttlMs`; only with the `leases` capability. */
  async renewLease(ttlMs: number, signal?: AbortSignal): Promise<void> {
    await this.must('PUT', this.leasePath(), { ttlMs }, signal);
  }

  /** Ends the lease now: the engine takes back what this owner set. */
  async releaseLease(signal?: AbortSignal): Promise<void> {
    await this.must('DELETE', this.leasePath(), undefined, signal);
  }

  capabilities(signal?: AbortSignal): Promise<Answer> {
    return this.ask('GET', '/_chaos/capabilities', undefined, signal);
  }

  health(signal?: AbortSignal): Promise<Answer> {
    return this.ask('GET', '/_localstack/health', undefined, signal);
  }

  info(signal?: AbortSignal): Promise<Answer> {
    return this.ask('GET', '/_localstack/info', undefined, signal);
  }

  /** The answer, whatever its status: for probing, where a 404 says something. */
  async ask(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Answer> {
    const started = Date.now();
    const answer = await this.send(method, path, body, signal);
    this.log.debug(`${method} ${this.endpoint}${path} -> ${answer.status} in ${Date.now() - started} ms`);
    return answer;
  }

  private async send(method: string, path: string, body: unknown, signal?: AbortSignal): Promise<Answer> {
    const timeout = AbortSignal.timeout(this.timeoutMs);
    try {
      const response = await (this.options.fetch ?? fetch)(`${this.endpoint}${path}`, {
        method,
        redirect: 'manual', // a write must not go where nobody sent it
        headers: this.headers(body),
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return await parseAnswer(response);
    } catch (error) {
      if (signal?.aborted) throw isAbort(error) ? error : abortError(error);
      if (timeout.aborted) throw this.tooSlow(method, path, error);
      throw connectError(this.endpoint, error);
    }
  }

  private headers(body: unknown): Record<string, string> {
    const extensions = Array.isArray(body) ? extensionsOf(body) : [];
    return {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      // Without it an engine takes what LocalStack takes, and nothing more.
      ...(extensions.length > 0 ? { 'x-chaos-extensions': extensions.join(',') } : {}),
      ...(this.options.owner ? { 'x-chaos-owner': this.options.owner } : {}),
    };
  }

  private async must(method: string, path: string, body: unknown, signal?: AbortSignal): Promise<Answer> {
    const answer = await this.ask(method, path, body, signal);
    if (answer.status >= 200 && answer.status < 300) return answer;
    throw new HumanError(refusalMessage(this.endpoint, method, path, answer));
  }

  private async read<T>(
    schema: v.GenericSchema<unknown, T>,
    method: string,
    path: string,
    body?: unknown,
    signal?: AbortSignal,
  ): Promise<T> {
    const answer = await this.must(method, path, body, signal);
    const parsed = v.safeParse(schema, answer.json);
    if (parsed.success) return parsed.output;
    throw new HumanError(
      `${this.endpoint}${path} answered something else than the Chaos API does (${quote(answer)}). ` +
        'Check that the endpoint is an engine with chaos.',
    );
  }

  private leasePath(): string {
    return `/_chaos/leases/${encodeURIComponent(this.options.owner ?? '')}`;
  }

  private tooSlow(method: string, path: string, cause: unknown): HumanError {
    const seconds = this.timeoutMs / 1000;
    return new HumanError(
      `${this.endpoint} did not answer ${method} ${path} within ${seconds} s. Try again, or restart the engine.`,
      'failed',
      { cause },
    );
  }
}

const abortError = (cause: unknown) =>
  Object.assign(new Error('Cancelled', { cause }), { name: 'AbortError' });

const refusalMessage = (endpoint: string, method: string, path: string, answer: Answer): string => {
  const said = v.safeParse(refusal, answer.json);
  const reason = said.success ? (said.output.message ?? said.output.error) : undefined;
  if (answer.status === 400 && reason) return `The engine refused it: ${asText(reason)}`;
  return `${endpoint} answered ${method} ${path} with ${quote(answer)}. Open the engine's log for the cause.`;
};

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
