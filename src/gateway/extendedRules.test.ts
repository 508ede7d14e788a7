import assert from 'node:assert/strict';
import type { ExtendedRule } from '../core/faults/rule';
import type { ChaosEvent } from './events/chaosEvent';
import { EventHub } from './events/eventHub';
import type { CountedRule, EndedRule } from './faults/ruleStore';
import { type Answered, type GatewayInTest, signed, withGateway } from './withGateway';

const endpoint = '/_aws/execute-api/api1/local/hello';
const second = { min: 1000, max: 1000 };

interface InTest extends GatewayInTest {
  set(...rules: ExtendedRule[]): Promise<unknown>;
  call(service?: string): Promise<Answered>;
  state(): Promise<{ readonly rules: readonly CountedRule[]; readonly ended: readonly EndedRule[] }>;
  /** What crossed so far, without times. */
  events(): Partial<ChaosEvent>[];
}

const test = (title: string, work: (gateway: InTest) => Promise<void>) =>
  it(title, () => {
    const hub = new EventHub();
    hub.subscribe(() => {});
    return withGateway({ seed: 7, events: hub }, (gateway) =>
      work({
        ...gateway,
        set: (...rules) => gateway.control('POST', '/_chaos/rules', rules),
        call: (service = 's3') => gateway.ask('/', { headers: signed(service) }),
        state: async () => (await gateway.control('GET', '/_chaos/rules')) as never,
        events: () =>
          Array.from({ length: hub.ring.newest }, (_, n) => {
            const { time, durationMs, ...rest } = JSON.parse(hub.ring.get(n + 1) ?? '{}');
            return rest;
          }),
      }),
    );
  });

const chaosHeaders = ({ status, headers }: Answered) => [
  status,
  headers['x-chaos-rule'],
  headers['x-chaos-delay'],
];

/** Polls, bounded by the test's own timeout. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

/** Lets the time pass once so many requests wait. */
async function pass({ clock }: GatewayInTest, ms: number, waiting = 1): Promise<void> {
  await until(() => clock.pending >= waiting);
  clock.advance(ms);
}

describe('a rule with latency', () => {
  test('delays what fits, lets it pass, and says so', async (gateway) => {
    const { set, call, calls, clock, events } = gateway;
    await set({ service: 's3', latency: second });
    assert.deepEqual(chaosHeaders(await call('lambda')), [501, undefined, undefined]);
    const answer = call();
    await pass(gateway, 999);
    assert.deepEqual([clock.pending, calls.length], [1, 0]);
    clock.advance(1);
    assert.deepEqual(chaosHeaders(await answer), [200, undefined, '1000;rule=0']);
    const { rule, delayMs, delayedBy, status } = events()[1] ?? {};
    assert.deepEqual([rule, delayMs, delayedBy, status], [undefined, 1000, 0, 200]);
  });

  test('delays its error where it has one', async (gateway) => {
    await gateway.set({ latency: second, error: { statusCode: 504 } });
    const answer = gateway.call();
    await pass(gateway, 1000);
    assert.deepEqual(chaosHeaders(await answer), [504, '0', '1000;rule=0']);
  });

  test('is the one that decides: those after it are not tried', async (gateway) => {
    await gateway.set({ latency: second }, {});
    const answer = gateway.call();
    await pass(gateway, 1000);
    assert.equal((await answer).status, 200);
  });

  test('draws each delay anew, the same for the same seed', async (gateway) => {
    const { set, call, control, clock } = gateway;
    const run = async () => {
      await control('POST', '/_chaos/seed', {});
      await set({ latency: { min: 100, max: 300 } });
      const delays: number[] = [];
      for (let n = 0; n < 20; n += 1) {
        const answer = call();
        await until(() => clock.pending > 0);
        clock.advance(300);
        delays.push(Number.parseFloat((await answer).headers['x-chaos-delay'] ?? ''));
      }
      return delays;
    };
    const delays = await run();
    assert.deepEqual(await run(), delays);
    assert.ok(new Set(delays).size > 15 && delays.every((ms) => ms >= 100 && ms <= 300), String(delays));
  });

  test('ends for those who wait when it is taken back', async (gateway) => {
    const { set, call, control, clock, calls } = gateway;
    await set({ service: 's3', latency: second, error: {} }, { service: 'lambda', latency: second });
    const answers = [call(), call(), call('lambda')];
    await pass(gateway, 400, 3);
    const [rule] = ((await gateway.state()).rules.map((each) => each.rule) ?? []) as ExtendedRule[];
    await control('DELETE', '/_localstack/chaos/faults', [rule]);
    assert.deepEqual(chaosHeaders(await (answers[0] as Promise<Answered>)), [200, undefined, '400;rule=0']);
    await answers[1];
    assert.deepEqual([clock.pending, calls.length], [1, 2]);
    await control('POST', '/_localstack/chaos/faults', []);
    await answers[2];
    assert.equal(clock.pending, 0);
  });

  test('is over when the client goes away', async ({ set, url, clock }) => {
    await set({ latency: second });
    const controller = new AbortController();
    const answer = fetch(url + endpoint, { signal: controller.signal });
    await until(() => clock.pending > 0);
    controller.abort();
    await assert.rejects(answer);
    await until(() => clock.pending === 0);
  });
});

describe('a rule with reset', () => {
  test('cuts the connection without an answer', async ({ set, call, ask, calls, events }) => {
    await set({ reset: true });
    await assert.rejects(call(), { code: 'ECONNRESET' });
    await assert.rejects(ask(endpoint), { code: 'ECONNRESET' });
    assert.deepEqual(calls, []);
    assert.deepEqual(
      events().map(({ service, status, rule }) => [service, status, rule]),
      [
        ['s3', 0, 0],
        ['apigateway', 0, 0],
      ],
    );
  });

  test('does so late where it has latency, and leaves other connections alone', async (gateway) => {
    await gateway.set({ service: 's3', reset: true, latency: second });
    const cut = assert.rejects(gateway.call(), { code: 'ECONNRESET' });
    await until(() => gateway.clock.pending > 0);
    assert.equal((await gateway.call('sts')).status, 501);
    gateway.clock.advance(1000);
    await cut;
  });
});

describe('a rule with timeout', () => {
  test('does not answer, and closes the connection in the end', async (gateway) => {
    await gateway.set({ timeout: { ms: 5000 } });
    const answer = assert.rejects(gateway.call(), /socket hang up/);
    await pass(gateway, 4999);
    assert.equal(gateway.clock.pending, 1);
    gateway.clock.advance(1);
    await answer;
    assert.equal(gateway.events()[0]?.status, 0);
  });

  test('lets go of those it holds when it is taken back', async (gateway) => {
    await gateway.set({ timeout: { ms: 900_000 } });
    const answer = gateway.call();
    await pass(gateway, 10);
    await gateway.set();
    assert.deepEqual(chaosHeaders(await answer), [200, undefined, '10;rule=0']);
  });
});

describe('a rule with count', () => {
  test('ends after so many calls that it fitted', async ({ set, call, state }) => {
    await set({ service: 's3', count: 2 }, { service: 's3', error: { statusCode: 500 } });
    assert.equal((await call('sts')).status, 501);
    const seen = [await call(), await call(), await call()].map(chaosHeaders);
    assert.deepEqual(seen, [
      [503, '0', undefined],
      [503, '0', undefined],
      [500, '0', undefined],
    ]);
    const { rules, ended } = await state();
    assert.deepEqual(
      rules.map(({ rule, hits }) => [rule.error?.statusCode, hits]),
      [[500, 1]],
    );
    assert.deepEqual(ended, [
      { rule: { service: 's3', count: 2 }, hits: 2, matches: 2, by: 'count', endedAt: 0 },
    ]);
  });

  test('counts those that its probability spared', async ({ set, call, state }) => {
    await set({ count: 10, probability: 0.5 });
    for (let n = 0; n < 12; n += 1) await call();
    const [ended] = (await state()).ended;
    assert.equal(ended?.matches, 10);
    assert.ok(ended.hits > 1 && ended.hits < 9, String(ended.hits));
  });

  test('stays until the last call that it delays is over, and can be taken back till then', async (gateway) => {
    const { set, call, state, clock, control } = gateway;
    const rule = { count: 1, latency: second };
    await set(rule);
    const answer = call();
    await until(() => clock.pending > 0);
    assert.equal((await call()).headers['x-chaos-delay'], undefined);
    assert.equal((await state()).rules.length, 1);
    await control('DELETE', '/_chaos/rules', [rule]);
    assert.equal((await answer).status, 200);
    await set(rule);
    const again = call();
    await pass(gateway, 1000);
    await again;
    assert.deepEqual(
      (await state()).ended.map(({ by }) => by),
      ['count'],
    );
  });
});

describe('a rule with durationMs', () => {
  test('ends when its time is over, for those who wait as well', async (gateway) => {
    const { set, call, state, clock } = gateway;
    await set({ durationMs: 500, latency: second });
    assert.equal((await state()).rules[0]?.endsAt, 500);
    const answer = call();
    await pass(gateway, 500, 2);
    assert.deepEqual(chaosHeaders(await answer), [200, undefined, '500;rule=0']);
    assert.deepEqual([clock.pending, (await state()).ended.map(({ by }) => by)], [0, ['durationMs']]);
  });

  test('begins anew when it is set again after its end', async ({ set, control, clock, state }) => {
    const rule = { durationMs: 500, reset: true } as const;
    await set(rule);
    clock.advance(300);
    await control('PATCH', '/_chaos/rules', [rule]);
    clock.advance(200);
    assert.deepEqual((await state()).rules, []);
    await control('PATCH', '/_chaos/rules', [rule]);
    assert.equal((await state()).rules[0]?.endsAt, 1000);
    await set();
    assert.equal(clock.pending, 0);
  });
});

describe('the Lambda behind an endpoint', () => {
  const lambda = { service: 'lambda' };

  test('is delayed by a rule for it, once', async (gateway) => {
    await gateway.set({ ...lambda, latency: second });
    const answer = gateway.ask(endpoint);
    await pass(gateway, 1000);
    assert.deepEqual(chaosHeaders(await answer), [200, undefined, '1000;rule=0']);
    assert.deepEqual(
      gateway.events().map(({ service, delayMs, internal }) => [service, delayMs, internal]),
      [
        ['lambda', 1000, true],
        ['apigateway', 1000, false],
      ],
    );
  });

  test('is not delayed again by the rule that delayed the request', async (gateway) => {
    await gateway.set({ latency: second });
    const answer = gateway.ask(endpoint);
    await pass(gateway, 1000);
    assert.deepEqual(chaosHeaders(await answer), [200, undefined, '1000;rule=0']);
    assert.equal((await gateway.state()).rules[0]?.matches, 2);
  });

  test('is delayed by a rule of its own as well', async (gateway) => {
    await gateway.set({ service: 'apigateway', latency: second }, { ...lambda, latency: second });
    const answer = gateway.ask(endpoint);
    await pass(gateway, 1000);
    await pass(gateway, 1000);
    assert.deepEqual(chaosHeaders(await answer), [200, undefined, '1000;rule=0, 1000;rule=1']);
  });

  test('whose connection is cut, or that does not answer, is a 502 of API Gateway', async (gateway) => {
    await gateway.set({ ...lambda, reset: true });
    assert.deepEqual(chaosHeaders(await gateway.ask(endpoint)), [502, '0', undefined]);
    await gateway.set({ ...lambda, timeout: { ms: 1000 } });
    const answer = gateway.ask(endpoint);
    await pass(gateway, 1000);
    assert.deepEqual(chaosHeaders(await answer), [502, '0', '1000;rule=0']);
  });
});
