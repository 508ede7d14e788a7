import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GatewayInTest, signed, withGateway } from '../withGateway';

const faults = '/_localstack/chaos/faults';
const effects = '/_localstack/chaos/effects';
const lease = '/_chaos/leases/window-1';

const test = (title: string, work: (gateway: GatewayInTest) => Promise<void>) =>
  it(title, () => withGateway({ seed: 7 }, work));

describe('what the engine says of itself', () => {
  test('health names the services', async ({ control, ask }) => {
    const health = { services: { lambda: 'available' }, edition: 'chaos-lab', version: '1.2.3' };
    assert.deepEqual(await control('GET', '/_localstack/health'), health);
    assert.equal((await ask('/_localstack/health', { method: 'HEAD' })).status, 200);
  });

  test("info has the fields of LocalStack's", async ({ control }) => {
    const info = (await control('GET', '/_localstack/info')) as object;
    assert.deepEqual(Object.keys(info), [
      'version',
      'edition',
      'is_license_activated',
      'session_id',
      'machine_id',
      'system',
      'is_docker',
      'server_time_utc',
      'uptime',
    ]);
  });

  test('capabilities name what goes beyond LocalStack, and the seed', async ({ control }) => {
    assert.deepEqual(await control('GET', '/_chaos/capabilities'), {
      product: 'chaos-lab',
      version: '1.2.3',
      leases: true,
      events: true,
      hitCounts: true,
      latencyPerRule: true,
      extensions: ['latency', 'reset', 'timeout', 'count', 'durationMs'],
      seed: 7,
    });
  });

  for (const path of [
    '/_localstack/nothing',
    '/_chaos',
    '/_chaos/leases/',
    '/_chaos/leases/a/b',
    '/_aws/x',
  ]) {
    test(`${path} is 404 in JSON and names the paths there are`, async ({ ask }) => {
      const { status, text } = await ask(path);
      assert.equal(status, 404);
      assert.match(JSON.parse(text).message, /It has .*\/_chaos\/rules/);
    });
  }
});

describe('docs/chaos-api.md', () => {
  test('names every path with its methods', async ({ ask }) => {
    const docs = readFileSync(join(__dirname, '../../../docs/chaos-api.md'), 'utf8');
    const { message } = JSON.parse((await ask('/_chaos/nothing')).text);
    const paths: string[] = message.match(/\/_[a-z]+\/[a-z/*]+/g).slice(1);
    assert.ok(paths.length >= 9, message);
    for (const path of paths) {
      const row = docs.split('\n').find((line) => line.startsWith('|') && line.includes(docsPath(path)));
      const { headers } = await ask(path.replace('*', 'owner-1'), { method: 'PURGE' });
      const methods = headers.allow?.split(', ') ?? [];
      assert.ok(methods.length > 0, path);
      for (const method of methods) assert.ok(row?.includes(method), `${path} ${method}`);
    }
  });

  const docsPath = (path: string) => `\`${path.replace('*', '{owner}')}\``;
});

describe('/_localstack/chaos/effects', () => {
  test('is no latency at first, and what was set then', async ({ control }) => {
    assert.deepEqual(await control('GET', effects), { latency: 0 });
    assert.deepEqual(await control('POST', effects, { latency: 400 }), { latency: 400 });
    assert.deepEqual(await control('GET', effects), { latency: 400 });
    assert.deepEqual(await control('POST', effects, { latency: 0 }), { latency: 0 });
  });

  const refused: Record<string, RegExp> = {
    '{}': /^latency: must be a whole number of milliseconds from 0 to 86400000$/,
    '{"latency":-1}': /^latency: /,
    '{"latency":1.5}': /^latency: /,
    '{"latency":"400"}': /^latency: /,
    '{"latency":86400001}': /^latency: /,
    '{"latency":1,"jitter":2}': /^jitter: unknown field; the only one is latency$/,
    '[]': /^the body must be an object: \{"latency"/,
    '400': /^the body must be an object/,
    latency: /^the body must be JSON$/,
  };
  for (const [body, message] of Object.entries(refused)) {
    test(`refuses ${body} and keeps what is`, async ({ ask, control }) => {
      await control('POST', effects, { latency: 5 });
      const { status, text } = await ask(effects, { method: 'POST', body });
      assert.equal(status, 400);
      assert.match(JSON.parse(text).message, message);
      assert.deepEqual(await control('GET', effects), { latency: 5 });
    });
  }

  test('has no DELETE', async ({ ask }) => {
    assert.equal((await ask(effects, { method: 'DELETE' })).status, 405);
  });
});

describe('/_chaos/leases/{owner}', () => {
  const mine = { 'x-chaos-owner': 'window-1' };
  const tagged = { service: 'lambda', description: 'chaos-lab:window-1 from the tree' };
  const foreign = { service: 'sqs', description: 'chaos-lab:window-2' };

  test('takes back everything of an owner who stops renewing, and nothing else', async ({
    control,
    clock,
  }) => {
    await control('PUT', lease, { ttlMs: 6000 });
    await control('PATCH', faults, [tagged, foreign, { region: 'eu-central-1' }]);
    await control('PATCH', faults, [{ service: 's3' }], mine);
    await control('POST', effects, { latency: 100_000 }, mine);
    clock.advance(4000);
    await control('PUT', lease, { ttlMs: 6000 });
    clock.advance(5999);
    assert.equal(((await control('GET', faults)) as unknown[]).length, 4);
    clock.advance(1);
    assert.deepEqual(await control('GET', faults), [foreign, { region: 'eu-central-1' }]);
    assert.deepEqual(await control('GET', effects), { latency: 0 });
  });

  test('leaves a latency that somebody else set since', async ({ control, clock }) => {
    await control('PUT', lease, { ttlMs: 1000 });
    await control('POST', effects, { latency: 300 }, mine);
    await control('POST', effects, { latency: 200 });
    clock.advance(1000);
    assert.deepEqual(await control('GET', effects), { latency: 200 });
  });

  test('takes everything back at once when it is given back', async ({ control }) => {
    await control('PUT', lease, { ttlMs: 60_000 });
    await control('PATCH', faults, [tagged]);
    assert.deepEqual(await control('DELETE', lease), { released: true });
    assert.deepEqual(await control('GET', faults), []);
    assert.deepEqual(await control('DELETE', lease), { released: false });
  });

  test('tells how long it has', async ({ ask, control, clock }) => {
    assert.equal((await ask(lease)).status, 404);
    clock.advance(500);
    const held = { owner: 'window-1', ttlMs: 1000, expiresAt: 1500 };
    assert.deepEqual(await control('PUT', lease, { ttlMs: 1000 }), held);
    assert.deepEqual(await control('GET', lease), held);
  });

  for (const owner of ['ab', 'a'.repeat(65), 'a_b', 'a%20b', '%zz', 'chaos%2Flab']) {
    test(`refuses the owner ${owner.slice(0, 20)}`, async ({ ask }) => {
      const { status, text } = await ask(`/_chaos/leases/${owner}`, {
        method: 'PUT',
        body: '{"ttlMs":1000}',
      });
      assert.equal(status, 400);
      assert.match(JSON.parse(text).message, /^owner: must be 3 to 64 letters/);
    });
  }

  for (const body of ['{"ttlMs":0}', '{"ttlMs":"6000"}', '{"ttlMs":1e12}', '{}', '{"ttl":5}', '']) {
    test(`refuses ${body || 'no body'}`, async ({ ask }) => {
      assert.equal((await ask(lease, { method: 'PUT', body })).status, 400);
      assert.equal((await ask(lease)).status, 404);
    });
  }

  test('is not in the way of rules without an owner', async ({ control, clock, ask }) => {
    await control('PATCH', faults, [{ service: 's3' }]);
    clock.advance(1_000_000);
    assert.equal((await ask('/', { headers: signed('s3') })).status, 503);
  });
});
