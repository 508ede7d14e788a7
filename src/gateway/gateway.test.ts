import assert from 'node:assert/strict';
import { GetFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { type GatewayInTest, signed, withGateway } from './withGateway';

const faults = '/_localstack/chaos/faults';
const effects = '/_localstack/chaos/effects';
const endpoint = '/_aws/execute-api/api1/local/hello';

const test = (title: string, work: (gateway: GatewayInTest) => Promise<void>) =>
  it(title, () => withGateway({}, work));

const sdk = (endpointUrl: string) => ({
  endpoint: endpointUrl,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
});

describe('a fault on an AWS API call', () => {
  test('reaches the client with the configured code and status', async ({ url, control, calls }) => {
    await control('POST', faults, [{ service: 'lambda', error: { statusCode: 429, code: 'Slow' } }]);
    const client = new LambdaClient(sdk(url));
    await assert.rejects(client.send(new GetFunctionCommand({ FunctionName: 'f' })), (error: Error) => {
      assert.deepEqual([error.name, Reflect.get(error, '$metadata').httpStatusCode], ['Slow', 429]);
      return true;
    });
    assert.deepEqual(calls, []);
  });

  test('has LocalStack’s defaults, the shape of the protocol and the index of the rule', async ({
    ask,
    control,
  }) => {
    await control('POST', faults, [{ region: 'nowhere' }, {}]);
    const json = await ask('/restapis', { headers: signed('apigateway') });
    assert.deepEqual(JSON.parse(json.text), {
      __type: 'ServiceUnavailable',
      message: 'Operation failed due to a simulated fault',
    });
    assert.deepEqual(
      [json.status, json.headers['x-amzn-errortype'], json.headers['x-chaos-rule']],
      [503, 'ServiceUnavailable', '1'],
    );
    const xml = await ask('/bucket/key', { headers: signed('s3') });
    assert.match(xml.text, /<Error><Code>ServiceUnavailable<\/Code>/);
    const query = await ask('/?Action=ListQueues&Version=2012-11-05', { headers: signed('sqs') });
    assert.match(query.text, /<Error><Type>Receiver<\/Type><Code>ServiceUnavailable<\/Code>/);
  });

  test('has no body where HEAD asked', async ({ url, ask, control }) => {
    await control('POST', faults, [{}]);
    const { status, text } = await ask('/bucket', { method: 'HEAD', headers: signed('s3') });
    assert.deepEqual([status, text], [503, '']);
    const client = new S3Client({ ...sdk(url), forcePathStyle: true });
    await assert.rejects(client.send(new HeadBucketCommand({ Bucket: 'b' })));
  });

  test('hits services that the emulator lacks, and requests that fit no operation', async ({
    ask,
    control,
  }) => {
    await control('POST', faults, [{ service: 'lambda' }, { service: 'stepfunctions' }]);
    const unknown = await ask('/nothing', { headers: signed('lambda') });
    const target = { ...signed('states'), 'x-amz-target': 'AWSStepFunctions.StartExecution' };
    const other = await ask('/', { method: 'POST', headers: target });
    assert.deepEqual([unknown.headers['x-chaos-rule'], other.headers['x-chaos-rule']], ['0', '1']);
  });

  test('is told from an answer of the backend, which names no rule', async ({ ask, control }) => {
    await control('POST', faults, [{ service: 's3' }]);
    const { text, headers } = await ask('/restapis', { headers: signed('apigateway') });
    assert.deepEqual([text, headers['x-chaos-rule']], ['apigateway GetRestApis', undefined]);
  });
});

describe('a call of a deployed endpoint', () => {
  const cases: readonly (readonly [string, object[], number, string | undefined])[] = [
    ['a rule for apigateway', [{ service: 'apigateway' }], 503, '0'],
    ['a rule for all of its region', [{ region: 'us-west-2' }], 503, '0'],
    ['a rule for InvokeRestApi', [{ service: 'apigateway', operation: 'InvokeRestApi' }], 503, '0'],
    [
      'a rule for another operation of apigateway',
      [{ service: 'apigateway', operation: 'GetRestApis' }],
      200,
      undefined,
    ],
    ['a rule for another region', [{ region: 'us-east-1' }], 200, undefined],
    ['a rule for lambda', [{ service: 's3' }, { service: 'lambda' }], 502, '1'],
    ['a rule for Invoke', [{ service: 'lambda', operation: 'Invoke' }], 502, '0'],
    ['a rule for GetFunction', [{ service: 'lambda', operation: 'GetFunction' }], 200, undefined],
  ];
  for (const [name, rules, status, rule] of cases) {
    test(`${name} gives ${status}`, async ({ ask, control }) => {
      await control('POST', faults, rules);
      for (const [path, host] of [
        [endpoint, 'localhost'],
        ['/restapis/api1/local/_user_request_/hello', 'localhost'],
        ['/local/hello', 'api1.execute-api.us-east-1.amazonaws.com'],
        ['/hello', 'shop.example.com'],
      ] as const) {
        const answer = await ask(path, { headers: { host } });
        assert.deepEqual([answer.status, answer.headers['x-chaos-rule']], [status, rule], path);
      }
    });
  }

  test('has an injected error in the shape of API Gateway', async ({ ask, control }) => {
    await control('POST', faults, [{ error: { statusCode: 504, code: 'Late' } }]);
    const { status, headers, text } = await ask(endpoint);
    assert.deepEqual([status, headers['x-amzn-errortype']], [504, 'Late']);
    assert.deepEqual(JSON.parse(text), { message: 'Operation failed due to a simulated fault' });
  });

  test('has the 502 of API Gateway where a fault hit the Lambda', async ({ ask, control }) => {
    await control('POST', faults, [{ service: 'lambda' }]);
    assert.equal((await ask(endpoint)).text, '{"message":"Internal server error"}');
  });

  test('makes one attempt: 50 % shows as 50 %', async () => {
    await withGateway({ seed: 3 }, async ({ ask, control }) => {
      await control('POST', faults, [{ service: 'lambda', probability: 0.5 }]);
      let failed = 0;
      for (let n = 0; n < 200; n += 1) failed += (await ask(endpoint)).status === 502 ? 1 : 0;
      assert.ok(failed > 75 && failed < 125, `${failed} of 200`);
    });
  });

  test('of an API that is not there is 404 and says so', async ({ ask, control }) => {
    await control('POST', faults, [{}]);
    const { status, text } = await ask('/_aws/execute-api/nope/dev/hello');
    assert.equal(status, 404);
    assert.match(JSON.parse(text).message, /No API "nope" with a stage "dev" is deployed/);
  });

  test('takes bodies of 10 MiB, as API Gateway does, and no larger ones', async ({ ask }) => {
    const body = Buffer.alloc(10 * 1024 * 1024);
    assert.equal((await ask(endpoint, { method: 'POST', body })).status, 200);
    const larger = await ask(endpoint, { method: 'POST', body: Buffer.concat([body, Buffer.from('x')]) });
    assert.equal(larger.status, 413);
  });
});

describe('a form', () => {
  test('reaches the emulator whole, however much of it was read to find its action', async ({
    ask,
    calls,
  }) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', ...signed('sns') };
    for (const size of [0, 1024 * 1024, 3_000_000]) {
      const body = `Action=Publish&Version=2010-03-31&Message=${'x'.repeat(size)}`;
      assert.equal((await ask('/', { method: 'POST', headers, body })).text, 'sns Publish');
      assert.equal(calls.pop()?.request.body.toString(), body);
    }
  });
});

describe('the latency effect', () => {
  /** Sends, lets the time pass, and gives what came back after so many ms. */
  const timed = async ({ ask, clock }: GatewayInTest, path: string, ms: number, headers = {}) => {
    const answer = ask(path, { headers });
    await waitUntil(() => clock.pending > 0);
    clock.advance(ms - 1);
    assert.equal(clock.pending, 1);
    clock.advance(1);
    return answer;
  };

  test('delays each request from outside once, however many calls are behind it', async (gateway) => {
    await gateway.control('POST', effects, { latency: 400 });
    assert.equal((await timed(gateway, endpoint, 400)).status, 200);
    assert.equal((await timed(gateway, '/restapis', 400, signed('apigateway'))).status, 200);
    assert.equal(gateway.clock.now(), 800);
    assert.equal(gateway.clock.pending, 0);
  });

  test('delays injected errors too', async (gateway) => {
    await gateway.control('POST', effects, { latency: 400 });
    await gateway.control('POST', faults, [{}]);
    assert.equal((await timed(gateway, endpoint, 400)).status, 503);
  });

  test('leaves the engine itself alone', async ({ control, ask }) => {
    await control('POST', effects, { latency: 1000 });
    assert.equal((await ask('/_localstack/health')).status, 200);
    assert.deepEqual(await control('POST', effects, { latency: 0 }), { latency: 0 });
  });

  test('is over when the client goes away', async ({ control, url, clock }) => {
    await control('POST', effects, { latency: 1000 });
    const controller = new AbortController();
    const answer = fetch(`${url}${endpoint}`, { signal: controller.signal });
    await waitUntil(() => clock.pending > 0);
    controller.abort();
    await assert.rejects(answer);
    await waitUntil(() => clock.pending === 0);
  });

  it('does not keep an engine from closing', async () => {
    const waiting = await withGateway({}, async ({ control, ask, clock }) => {
      await control('POST', effects, { latency: 1000 });
      const answer = ask(endpoint);
      await waitUntil(() => clock.pending > 0);
      return { answer };
    });
    assert.equal((await waiting.answer).status, 503);
  });
});

describe('x-chaos-bypass', () => {
  const bypass = { 'x-chaos-bypass': '1' };

  test('takes a read past rules, latency and counts', async ({ ask, control }) => {
    await control('POST', faults, [{}]);
    await control('POST', effects, { latency: 100_000 });
    const { status } = await ask('/restapis', { headers: { ...signed('apigateway'), ...bypass } });
    assert.equal(status, 200);
    const { rules } = (await control('GET', '/_chaos/rules')) as { rules: unknown };
    assert.deepEqual(rules, [{ index: 0, rule: {}, hits: 0, matches: 0 }]);
  });

  test('does nothing for a write, an Invoke or an endpoint', async ({ ask, control }) => {
    await control('POST', faults, [{}]);
    const headers = { ...signed('apigateway'), ...bypass };
    const invoke = '/2015-03-31/functions/f/invocations';
    const statuses = [
      await ask('/restapis', { method: 'POST', headers }),
      await ask(invoke, { method: 'POST', headers: { ...signed('lambda'), ...bypass } }),
      await ask(endpoint, { headers: bypass }),
    ].map(({ status }) => status);
    assert.deepEqual(statuses, [503, 503, 503]);
  });
});

describe('requests that are no calls', () => {
  test('are 404 in words', async ({ ask, calls }) => {
    const { status, text } = await ask('/favicon.ico');
    assert.equal(status, 404);
    assert.match(JSON.parse(text).message, /no call of an AWS API/);
    assert.deepEqual(calls, []);
  });

  test('of a known service are 501 in its protocol', async ({ ask }) => {
    const { status, text } = await ask('/nothing', { headers: signed('lambda') });
    assert.equal(status, 501);
    assert.deepEqual(JSON.parse(text), {
      __type: 'NotImplemented',
      message: 'GET /nothing is no operation of "lambda" that the engine knows.',
    });
  });
});

describe('a backend that fails', () => {
  it('is a 500 that is reported, and the next request is served', async () => {
    const backend = {
      call: () => Promise.reject(new Error('broken on purpose')),
      route: () => undefined,
      invoke: () => Promise.reject(new Error('not asked')),
      services: () => ({}),
      close: async () => {},
    };
    await withGateway({ backend }, async ({ ask, reports }) => {
      assert.equal((await ask('/restapis', { headers: signed('apigateway') })).status, 500);
      assert.match(reports.join(), /broken on purpose/);
      assert.equal((await ask('/_localstack/health')).status, 200);
    });
  });
});

/** Polls, bounded by the test's own timeout. */
async function waitUntil(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
