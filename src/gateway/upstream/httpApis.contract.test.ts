import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type UpstreamInTest, withUpstream } from './withUpstream.fixture';

const arn = 'arn:aws:lambda:us-west-2:000000000000:function:pets';

/** What an emulator with an HTTP API in us-west-2 answers, as AWS's API reference writes it; lists come in two pages. */
const said: Readonly<Record<string, readonly object[]>> = {
  '/v2/apis': [
    { apiId: 'other', name: 'other', protocolType: 'HTTP' },
    { apiId: 'pets', protocolType: 'HTTP' },
  ],
  '/v2/apis/pets/routes': [
    { routeKey: 'GET /pets/{id}', target: 'integrations/fn', authorizationType: 'NONE' },
    { routeKey: 'ANY /site/{proxy+}', target: 'integrations/web' },
    { routeKey: 'POST /orders', target: 'integrations/queue' },
  ],
  '/v2/apis/pets/integrations': [
    { integrationId: 'fn', integrationType: 'AWS_PROXY', integrationUri: arn, payloadFormatVersion: '2.0' },
    { integrationId: 'web', integrationType: 'HTTP_PROXY', integrationUri: 'https://example.com/{proxy}' },
    { integrationId: 'queue', integrationType: 'AWS_PROXY', integrationSubtype: 'SQS-SendMessage' },
  ],
  '/v2/apis/pets/stages': [
    { stageName: '$default', autoDeploy: true },
    { stageName: 'dev', stageVariables: {} },
  ],
  '/v2/domainnames': [{ domainName: 'Pets.example.com', domainNameConfigurations: [] }],
  '/v2/domainnames/Pets.example.com/apimappings': [
    { apiId: 'pets', apiMappingId: 'm', stage: '$default', apiMappingKey: 'shop/v1' },
  ],
};

function emulator({ url = '', headers }: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(url, 'http://emulator');
  const answer = (status: number, value: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  const region = /Credential=[^/]+\/\d{8}\/([^/]+)\/apigateway\/aws4_request/.exec(
    headers.authorization ?? '',
  )?.[1];
  if (region === undefined) {
    answer(200, { from: 'the emulator' });
    return;
  }
  const list = region === 'us-west-2' ? said[pathname] : [];
  if (list === undefined || pathname.startsWith('/restapis')) answer(404, { message: 'none' });
  else if (list.length < 2 || searchParams.has('nextToken')) answer(200, { items: list.slice(-1) });
  else answer(200, { items: list.slice(0, -1), nextToken: 'more' });
}

const test = (title: string, work: (test: UpstreamInTest, get: Get) => Promise<void>) =>
  it(title, () =>
    withUpstream(
      emulator,
      (upstream) =>
        work(upstream, async (path, host = 'pets.execute-api.localhost.localstack.cloud') => {
          const { response, body } = await upstream.ask(path, { headers: { host } });
          const { statusCode, headers } = response;
          return { status: statusCode ?? 0, headers, body: body.toString() };
        }),
      { regions: ['us-east-1', 'us-west-2'] },
    ),
  );

type Get = (
  path: string,
  host?: string,
) => Promise<{ status: number; headers: IncomingMessage['headers']; body: string }>;

const setRules = ({ ask }: UpstreamInTest, ...rules: object[]) =>
  ask('/_localstack/chaos/faults', { method: 'POST' }, JSON.stringify(rules));

describe('an HTTP API of the emulator', () => {
  test('with a Lambda behind it fails with the Lambda, in its own words', async (upstream, get) => {
    await setRules(upstream, { service: 'lambda', operation: 'Invoke', region: 'us-west-2' });
    for (const [path, host] of [
      ['/pets/1'],
      ['/dev/pets/1'],
      ['/_aws/execute-api/pets/dev/pets/1', 'localhost'],
      ['/_aws/execute-api/pets/$default/pets/1', 'localhost'],
      ['/shop/v1/pets/1', 'pets.example.com'],
    ] as const) {
      const { status, headers, body } = await get(path, host);
      assert.deepEqual([status, body], [500, '{"message":"Internal Server Error"}'], path);
      assert.deepEqual([headers['x-chaos-rule'], typeof headers['apigw-requestid']], ['0', 'string']);
    }
  });

  test('without one does not', async (upstream, get) => {
    await setRules(upstream, { service: 'lambda' });
    for (const path of ['/site/a/b', '/orders', '/none']) {
      const { status, body } = await get(path);
      assert.deepEqual([status, body], [200, '{"from":"the emulator"}'], path);
    }
    assert.equal((await get('/pets/1')).status, 500);
  });

  test('fails with a rule for its region, and with none for another', async (upstream, get) => {
    await setRules(upstream, { region: 'us-east-1' });
    assert.equal((await get('/site/a')).status, 200);
    const error = { statusCode: 429, code: 'TooManyRequestsException' };
    await setRules(upstream, { service: 'apigateway', region: 'us-west-2', error });
    const { status, headers, body } = await get('/site/a');
    assert.deepEqual([status, headers['x-amzn-errortype']], [429, undefined]);
    assert.match(body, /^\{"message":"Operation failed/);
  });
});
