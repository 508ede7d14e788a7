import type { FaultRule } from '../faults/rule';
import { sameRule } from '../faults/ruleValidation';

export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly owner: string | null;
  readonly body: unknown;
}

/** An engine's Chaos API in memory, for tests: pass its `fetch` where the built-in one would be used. */
export class FakeChaosApi {
  rules: FaultRule[] = [];
  latencyMs = 0;
  readonly requests: FakeRequest[] = [];
  /** What it makes of rules that are set: an engine may fill in defaults. */
  keep: (rule: FaultRule) => FaultRule = (rule) => rule;
  /** Answers 400 to a rule that is there already, rather than leave it as it is. */
  refusesEqual = false;
  /** Called before each request is answered; may change the state, wait, or throw as `fetch` does. */
  before: (request: FakeRequest) => void | Promise<void> = () => {};

  readonly fetch: typeof fetch = async (input, init) => {
    const url = new URL(String(input));
    const request = {
      method: init?.method ?? 'GET',
      path: url.pathname,
      owner: new Headers(init?.headers).get('x-chaos-owner'),
      body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
    };
    this.requests.push(request);
    await Promise.race([this.before(request), aborted(init?.signal)]);
    return this.answer(request);
  };

  /** The requests with this method and path, in order. */
  sent(method: string, path: string): FakeRequest[] {
    return this.requests.filter((request) => request.method === method && request.path === path);
  }

  private answer(request: FakeRequest): Response {
    switch (request.path) {
      case '/_localstack/health':
        return Response.json({ services: {}, edition: 'chaos-lab', version: '0' });
      case '/_localstack/chaos/faults':
        return this.faults(request);
      case '/_localstack/chaos/effects':
        if (request.method === 'POST') this.latencyMs = (request.body as { latency: number }).latency;
        return Response.json({ latency: this.latencyMs });
      case '/_chaos/rules':
        return Response.json(this.rules.map((rule) => ({ rule, hits: 0, matches: 0 })));
      default:
        return request.path.startsWith('/_chaos/leases/')
          ? Response.json({})
          : new Response('', { status: 404 });
    }
  }

  private faults({ method, body }: FakeRequest): Response {
    const rules = ((body ?? []) as FaultRule[]).map((rule) => (method === 'DELETE' ? rule : this.keep(rule)));
    const without = (these: FaultRule[], those: FaultRule[]) =>
      these.filter((rule) => !those.some((each) => sameRule(each, rule)));
    if (method === 'PATCH' && this.refusesEqual && without(rules, this.rules).length < rules.length)
      return Response.json({ message: 'rules must be unique' }, { status: 400 });
    if (method === 'POST') this.rules = rules;
    if (method === 'PATCH') this.rules = [...this.rules, ...without(rules, this.rules)];
    if (method === 'DELETE') this.rules = without(this.rules, rules);
    return Response.json(this.rules);
  }
}

/** Rejects when the signal aborts, as `fetch` does. */
const aborted = (signal: AbortSignal | null | undefined) =>
  new Promise<never>((_, reject) => {
    if (signal?.aborted) reject(signal.reason);
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
