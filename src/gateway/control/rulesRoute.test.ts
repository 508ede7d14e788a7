import assert from 'node:assert/strict';
import type { CountedRule, EndedRule } from '../faults/ruleStore';
import { type GatewayInTest, signed, withGateway } from '../withGateway';

const path = '/_chaos/rules';
const faults = '/_localstack/chaos/faults';
const slow = { service: 'lambda', latency: { min: 100, max: 300 } };

interface Answer {
  readonly seed: number;
  readonly rules: readonly CountedRule[];
  readonly ended: readonly EndedRule[];
}

const test = (title: string, work: (gateway: GatewayInTest) => Promise<void>) =>
  it(title, () => withGateway({ seed: 7 }, work));

const rulesOf = async ({ control }: GatewayInTest) =>
  ((await control('GET', path)) as Answer).rules.map(({ rule }) => rule);

describe('/_chaos/rules', () => {
  test('counts what each rule did, and says the seed', async ({ ask, control }) => {
    await control('POST', faults, [{ service: 'lambda', probability: 0 }, { service: 's3' }]);
    for (const service of ['lambda', 's3', 's3']) await ask('/', { headers: signed(service) });
    assert.deepEqual(await control('GET', path), {
      seed: 7,
      rules: [
        { index: 0, rule: { service: 'lambda', probability: 0 }, hits: 0, matches: 1 },
        { index: 1, rule: { service: 's3' }, hits: 2, matches: 2 },
      ],
      ended: [],
    });
  });

  test('says of a rule that is never tried which one comes before it', async ({ ask, control }) => {
    const once = { service: 's3', count: 1 };
    const lambda = { service: 'lambda', region: 'us-east-1' };
    const get = { service: 's3', operation: 'ListBuckets' };
    await control('POST', path, [
      once,
      get,
      lambda,
      { ...lambda, operation: 'Invoke' },
      { service: 'lambda' },
    ]);
    const shadows = async () =>
      ((await control('GET', path)) as Answer).rules.map(({ shadowedBy }) => shadowedBy);
    assert.deepEqual(await shadows(), [undefined, 0, undefined, 2, undefined]);
    await ask('/', { headers: signed('s3') });
    assert.deepEqual(await shadows(), [undefined, undefined, 1, undefined]);
  });

  test('takes rules with extensions by the methods of the Chaos API', async (gateway) => {
    const { control } = gateway;
    const cut = { reset: true, count: 2 };
    await control('POST', path, [slow]);
    await control('PATCH', path, [cut, { count: 2, reset: true }, slow].slice(0, 1));
    await control('PATCH', path, [slow]);
    assert.deepEqual(await rulesOf(gateway), [slow, cut]);
    await control('DELETE', path, [{ latency: { max: 300, min: 100 }, service: 'lambda' }]);
    assert.deepEqual(await rulesOf(gateway), [cut]);
    assert.deepEqual(await control('POST', path, []), { seed: 7, rules: [], ended: [] });
  });

  test('refuses what is no rule, names the field and changes nothing', async (gateway) => {
    await gateway.control('POST', path, [slow]);
    for (const method of ['POST', 'PATCH', 'DELETE']) {
      const body = JSON.stringify([slow, { latency: { min: 5, max: 1 } }]);
      const { status, text } = await gateway.ask(path, { method, body });
      const message = '[1].latency: min must not be above max';
      assert.deepEqual([status, JSON.parse(text)], [400, { message }]);
    }
    assert.deepEqual(await rulesOf(gateway), [slow]);
  });

  test('goes by owners and their leases too', async (gateway) => {
    const { control, clock } = gateway;
    await control('PUT', '/_chaos/leases/run-1', { ttlMs: 1000 });
    await control('POST', path, [slow], { 'x-chaos-owner': 'run-1' });
    clock.advance(1000);
    assert.deepEqual(await rulesOf(gateway), []);
  });
});

describe('rules with extensions at /_localstack/chaos/faults', () => {
  test('are refused, with the way to them', async ({ ask, control }) => {
    for (const method of ['POST', 'PATCH', 'DELETE']) {
      const { status, text } = await ask(faults, { method, body: JSON.stringify([slow]) });
      assert.equal(status, 400);
      assert.match(
        JSON.parse(text).message,
        /^\[0\]\.latency: unknown field; .*statusCode and code\. latency is an extension: send the rule to \/_chaos\/rules, or with the header x-chaos-extensions: latency$/,
      );
    }
    assert.deepEqual(await control('GET', faults), []);
  });

  test('are taken where the header names them, and only those it names', async ({ ask, control }) => {
    const named = { 'x-chaos-extensions': 'latency, count' };
    assert.deepEqual(await control('PATCH', faults, [slow], named), [slow]);
    const { status, text } = await ask(faults, {
      method: 'PATCH',
      body: '[{"reset":true}]',
      headers: named,
    });
    assert.deepEqual([status, JSON.parse(text).message.slice(0, 26)], [400, '[0].reset: unknown field; ']);
    const unknown = await ask(faults, {
      method: 'PATCH',
      body: '[]',
      headers: { 'x-chaos-extensions': 'jitter' },
    });
    assert.deepEqual(
      [unknown.status, JSON.parse(unknown.text).message],
      [400, 'x-chaos-extensions: must be names of latency, reset, timeout, count, durationMs'],
    );
  });

  test('are shown as they are, and can be taken away by whoever was shown them', async ({ ask, control }) => {
    await control('POST', path, [slow, { service: 's3' }]);
    assert.deepEqual(await control('GET', faults), [slow, { service: 's3' }]);
    const other = { ...slow, latency: { min: 1, max: 2 } };
    assert.equal((await ask(faults, { method: 'DELETE', body: JSON.stringify([slow, other]) })).status, 400);
    assert.deepEqual(await control('DELETE', faults, [slow]), [{ service: 's3' }]);
    await control('PATCH', path, [slow]);
    assert.deepEqual(await control('POST', faults, []), []);
  });
});

describe('/_chaos/seed', () => {
  const run = async ({ ask, control }: GatewayInTest) => {
    await control('POST', faults, [{ probability: 0.5 }]);
    const seen: number[] = [];
    for (let n = 0; n < 40; n += 1) seen.push((await ask('/', { headers: signed('s3') })).status);
    return seen;
  };

  it('the same seed and requests give the same faults', async () => {
    const first = await withGateway({ seed: 42 }, run);
    assert.deepEqual(await withGateway({ seed: 42 }, run), first);
    assert.deepEqual([...new Set(first)].sort(), [200, 503]);
  });

  test('begins a run again, with the same seed or another one', async (gateway) => {
    const { control } = gateway;
    const first = await run(gateway);
    assert.deepEqual(await control('POST', '/_chaos/seed', {}), { seed: 7 });
    assert.deepEqual(await run(gateway), first);
    assert.deepEqual(await control('POST', '/_chaos/seed', { seed: 8 }), { seed: 8 });
    assert.notDeepEqual(await run(gateway), first);
    for (const [at, seed] of [
      ['/_chaos/seed', 8],
      ['/_chaos/capabilities', 8],
      [path, 8],
    ] as const)
      assert.equal(((await control('GET', at)) as Answer).seed, seed);
  });

  test('refuses what is no seed', async ({ ask }) => {
    const message = 'seed: must be a whole number from 0 to 4294967295';
    for (const body of ['{"seed":-1}', '{"seed":4294967296}', '{"seed":"7"}', '{"seed":1.5}']) {
      const { status, text } = await ask('/_chaos/seed', { method: 'POST', body });
      assert.deepEqual([status, JSON.parse(text)], [400, { message }]);
    }
    const list = await ask('/_chaos/seed', { method: 'POST', body: '[]' });
    assert.deepEqual(JSON.parse(list.text), { message: 'the body must be an object: {"seed": <number>}' });
  });
});
