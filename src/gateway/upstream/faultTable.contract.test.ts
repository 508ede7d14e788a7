import assert from 'node:assert/strict';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { GetFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { followEvents } from '../../../test/support/fakeLocalStack/followEvents';
import { type EngineInTest, withEngine } from '../../cli/engine/withEngine';
import type { FaultRule } from '../../core/faults/rule';
import type { ChaosEvent } from '../events/chaosEvent';
import { deployShop, sdkSettings } from './shop.fixture';

interface Answered {
  readonly status: number;
  readonly body: string;
  readonly rule?: string;
}

const get = (url: string, path: string, host?: string): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const sent = request(`${url}${path}`, { headers: host ? { host } : {}, agent: false });
    sent.once('error', reject).once('response', async (response) => {
      const rule = response.headers['x-chaos-rule'];
      resolve({
        status: response.statusCode ?? 0,
        body: await text(response),
        ...(rule !== undefined && { rule: String(rule) }),
      });
    });
    sent.end();
  });

const setRules = async (url: string, ...rules: FaultRule[]): Promise<void> => {
  const sent = await fetch(`${url}/_localstack/chaos/faults`, {
    method: 'POST',
    body: JSON.stringify(rules),
  });
  assert.equal(sent.status, 200);
};

const getFunction = async (url: string): Promise<number> => {
  const client = new LambdaClient(sdkSettings(url));
  try {
    await client.send(new GetFunctionCommand({ FunctionName: 'none' }));
    return 200;
  } catch (error) {
    return (error as { $metadata: { httpStatusCode: number } }).$metadata.httpStatusCode;
  } finally {
    client.destroy();
  }
};

const DOMAIN = 'shop.example.com';

/** 404: Lambda itself answered that it has no such function. */
const table: readonly (readonly [FaultRule, mock: number, lambda: number, getFunction: number])[] = [
  [{ service: 'apigateway', region: 'us-east-1' }, 503, 503, 404],
  [{ service: 'lambda', region: 'us-east-1' }, 200, 502, 503],
  [{ service: 'lambda', operation: 'Invoke' }, 200, 502, 404],
  [{ service: 'lambda', operation: 'GetFunction' }, 200, 200, 503],
  [{ region: 'us-east-1' }, 503, 503, 503],
  [{ service: 'apigateway', operation: 'InvokeRestApi' }, 503, 503, 404],
  [{ service: 'apigateway', operation: 'GetRestApis' }, 200, 200, 404],
  [{ region: 'us-west-2' }, 200, 200, 404],
];

describe('faults in front of another emulator', function () {
  this.timeout(60_000);
  let upstream: { readonly url: string };
  let gateway: EngineInTest;
  let api: string;
  let stop: () => void;
  let finished: Promise<void>;

  before(async () => {
    const opened = new Promise<void>((opening, reject) => {
      finished = withEngine({}, (behind) =>
        withEngine({ upstream: behind.url, regions: ['us-east-1', 'us-west-2'] }, async (engine) => {
          upstream = behind;
          gateway = engine;
          opening();
          await new Promise<void>((resolve) => {
            stop = resolve;
          });
        }),
      );
      finished.catch(reject);
    });
    await opened;
    api = await deployShop(gateway.url, { domain: DOMAIN });
  });

  after(async () => {
    stop();
    await finished;
  });

  beforeEach(() => setRules(gateway.url));

  /** The same two endpoints by each way there is. */
  const ways = (): readonly (readonly [prefix: string, host?: string])[] => [
    [`/_aws/execute-api/${api}/local`],
    [`/restapis/${api}/local/_user_request_`],
    ['/local', `${api}.execute-api.localhost.localstack.cloud`],
    ['/shop', DOMAIN],
  ];

  for (const [rule, mock, lambda, call] of table) {
    it(`${JSON.stringify(rule)}: mock ${mock}, Lambda ${lambda}, GetFunction ${call}`, async () => {
      await setRules(gateway.url, { service: 'nothing' }, rule);
      for (const [prefix, host] of ways()) {
        const [test, health] = [
          await get(gateway.url, `${prefix}/test`, host),
          await get(gateway.url, `${prefix}/v1/health`, host),
        ];
        assert.deepEqual([test.status, health.status], [mock, lambda], prefix);
        assert.deepEqual(
          [test.rule, health.rule],
          [mock, lambda].map((status) => (status === 200 ? undefined : '1')),
        );
        if (health.status === 502) assert.equal(health.body, '{"message":"Internal server error"}');
        if (health.status === 503) assert.match(health.body, /^\{"message":"Operation failed/);
      }
      assert.equal(await getFunction(gateway.url), call);
    });
  }

  it('shows the configured error on the endpoint, and hides it behind the 502 of a Lambda', async () => {
    const error = { statusCode: 429, code: 'TooMany' };
    await setRules(gateway.url, { service: 'apigateway', error });
    const path = `/_aws/execute-api/${api}/local/v1/health`;
    const answer = await fetch(gateway.url + path);
    assert.deepEqual([answer.status, answer.headers.get('x-amzn-errortype')], [429, 'TooMany']);
    await setRules(gateway.url, { service: 'lambda', error });
    assert.equal((await get(gateway.url, path)).status, 502);
  });

  it('delays each request from outside once', async () => {
    const setLatency = (latency: number) =>
      fetch(`${gateway.url}/_localstack/chaos/effects`, {
        method: 'POST',
        body: JSON.stringify({ latency }),
      });
    const path = `/_aws/execute-api/${api}/local/v1/health`;
    await get(gateway.url, path);
    await setLatency(400);
    const started = performance.now();
    assert.equal((await get(gateway.url, path)).status, 200);
    const took = performance.now() - started;
    await setLatency(0);
    assert.ok(took >= 395 && took < 795, `${took} ms`);
  });

  it('names endpoints in its events as the lab does, and internal calls that failed', async () => {
    const events: ChaosEvent[] = [];
    const unfollow = await followEvents(gateway.port, (event) => events.push(event));
    await setRules(gateway.url, { service: 'lambda' });
    await get(gateway.url, `/_aws/execute-api/${api}/local/test`);
    await get(gateway.url, '/shop/v1/a/b', DOMAIN);
    await get(gateway.url, `/_aws/execute-api/${api}/local/nope`);
    while (events.length < 4) await new Promise((resolve) => setTimeout(resolve, 10));
    unfollow();
    const shown = events.map(({ time: _, durationMs: __, ...rest }) => rest);
    const call = { service: 'apigateway', operation: 'InvokeRestApi', region: 'us-east-1', protocol: 'http' };
    assert.deepEqual(shown, [
      { ...call, status: 200, internal: false, endpoint: `us-east-1/${api}/local GET /test` },
      { service: 'lambda', operation: 'Invoke', region: 'us-east-1', status: 503, rule: 0, internal: true },
      {
        ...call,
        status: 502,
        rule: 0,
        internal: false,
        endpoint: `us-east-1/${DOMAIN}/shop ANY /v1/{proxy+}`,
      },
      { ...call, status: 403, internal: false },
    ]);
  });

  it('refuses a host that is neither its own nor a domain of the emulator', async () => {
    const { status, body } = await get(gateway.url, '/shop/test', 'other.example.com');
    assert.equal(status, 403);
    assert.match(body, /no custom domain of that name is deployed/);
  });

  it('finds what was deployed past it, in a region that nobody used through it', async () => {
    const other = await deployShop(upstream.url, { region: 'us-west-2' });
    await setRules(gateway.url, { region: 'us-west-2' });
    assert.equal((await get(gateway.url, `/_aws/execute-api/${other}/local/test`)).status, 503);
    assert.equal((await get(gateway.url, `/_aws/execute-api/${api}/local/test`)).status, 200);
  });

  it('passes an API on that nobody knows: only rules without a region fit', async () => {
    const path = '/_aws/execute-api/unknown/local/test';
    await setRules(gateway.url, { region: 'us-east-1' }, { service: 'lambda' });
    const { status, rule, body } = await get(gateway.url, path);
    assert.deepEqual([status, rule], [404, undefined]);
    assert.match(body, /No API \\"unknown\\"/);
    await setRules(gateway.url, { service: 'apigateway' });
    assert.equal((await get(gateway.url, path)).status, 503);
    await setRules(gateway.url, { region: 'eu-west-1' });
    const host = 'unknown.execute-api.eu-west-1.localhost.localstack.cloud';
    assert.equal((await get(gateway.url, '/local/test', host)).status, 503, 'the host names the region');
  });

  it('stands in front of an engine whose rules go on to hold, each with its own', async () => {
    await setRules(upstream.url, { service: 'lambda', operation: 'Invoke' });
    const path = `/_aws/execute-api/${api}/local`;
    assert.equal((await get(gateway.url, `${path}/v1/health`)).status, 502);
    assert.equal((await get(gateway.url, `${path}/test`)).status, 200);
    await setRules(upstream.url, { service: 'apigateway', operation: 'GetRestApis' });
    await setRules(gateway.url, { service: 'lambda' });
    assert.equal((await get(gateway.url, `${path}/v1/health`)).status, 502);
    await setRules(upstream.url);
    assert.deepEqual(await (await fetch(`${gateway.url}/_localstack/chaos/faults`)).json(), [
      { service: 'lambda' },
    ]);
  });

  it('works in front of a gateway, too', () =>
    withEngine({ upstream: gateway.url, regions: ['us-east-1'] }, async (outer) => {
      const path = `/_aws/execute-api/${api}/local/v1/health`;
      assert.equal((await get(outer.url, path)).status, 200);
      assert.equal((await get(outer.url, '/shop/v1/health', DOMAIN)).status, 200);
      await setRules(outer.url, { service: 'lambda' });
      assert.equal((await get(outer.url, path)).status, 502);
      await setRules(outer.url);
      await setRules(gateway.url, { service: 'lambda' });
      assert.equal((await get(outer.url, path)).status, 502);
    }));
});
