import assert from 'node:assert/strict';
import { AwsError } from '../../../aws/awsError';
import type { Input } from '../../service';
import { apiAddress, createTestApi, proxyTo, type SentRequest, type TestApi } from '../testApi';

const TIMEOUT_MS = 50;

async function withFunction(api: TestApi = createTestApi(), settings: Input = {}) {
  const id = await api.deploy(
    [
      { path: '/v1/{name}', verb: 'ANY', integration: proxyTo('hello') },
      { path: '/slow', integration: { ...proxyTo('slow'), timeoutInMillis: TIMEOUT_MS } },
    ],
    settings,
  );
  return { ...api, id };
}

async function eventOf(method: string, path: string, sent: SentRequest = {}, settings: Input = {}) {
  const { id, send, invoked } = await withFunction(createTestApi(), settings);
  await send(method, apiAddress(id, path), sent);
  const [first] = invoked;
  assert.ok(first);
  return { id, event: JSON.parse(first.payload), invoked: first };
}

const failure = async ({ id, send }: Awaited<ReturnType<typeof withFunction>>, path = '/v1/a') => {
  const { status, headers, body } = await send('GET', apiAddress(id, path));
  return { shown: [status, headers['x-amzn-errortype'], body], detail: String(headers['x-chaos-detail']) };
};

const BAD_GATEWAY = [502, 'InternalServerErrorException', '{"message":"Internal server error"}'];

describe('a proxy integration', () => {
  it('hands the whole request over in format 1.0', async () => {
    const { id, event, invoked } = await eventOf('POST', '/v1/a%20b', {
      headers: [
        ['user-agent', 'test'],
        ['X-Many', '1'],
        ['x-many', '2'],
        ['Connection', 'close'],
        ['X-Amzn-Trace-Id', 'Root=1-2-3'],
        ['X-Forwarded-For', '10.0.0.9'],
      ],
      query: 'a=1&a=2%263&b=',
      body: '{"c":"ü"}',
    });
    assert.equal(invoked.functionName, 'arn:aws:lambda:us-east-1:000000000000:function:hello');
    assert.equal(invoked.region, 'us-east-1');
    const { requestContext, ...rest } = event;
    assert.deepEqual(rest, {
      resource: '/v1/{name}',
      path: '/v1/a%20b',
      httpMethod: 'POST',
      headers: {
        Host: '127.0.0.1:4566',
        'User-Agent': 'test',
        'X-Many': '2',
        'X-Amzn-Trace-Id': 'Root=1-2-3',
        'X-Forwarded-For': '10.0.0.9, 127.0.0.1',
        'X-Forwarded-Port': '443',
        'X-Forwarded-Proto': 'https',
      },
      multiValueHeaders: {
        Host: ['127.0.0.1:4566'],
        'User-Agent': ['test'],
        'X-Many': ['1', '2'],
        'X-Amzn-Trace-Id': ['Root=1-2-3'],
        'X-Forwarded-For': ['10.0.0.9, 127.0.0.1'],
        'X-Forwarded-Port': ['443'],
        'X-Forwarded-Proto': ['https'],
      },
      queryStringParameters: { a: '2&3', b: '' },
      multiValueQueryStringParameters: { a: ['1', '2&3'], b: [''] },
      pathParameters: { name: 'a%20b' },
      stageVariables: null,
      body: '{"c":"ü"}',
      isBase64Encoded: false,
    });
    const {
      resourceId,
      extendedRequestId,
      requestTime,
      requestTimeEpoch,
      requestId,
      deploymentId,
      ...context
    } = requestContext;
    assert.match(requestTime, /^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
    assert.ok(Math.abs(Date.now() - requestTimeEpoch) < 60_000);
    for (const value of [resourceId, extendedRequestId, requestId, deploymentId])
      assert.equal(typeof value, 'string');
    assert.deepEqual(context, {
      resourcePath: '/v1/{name}',
      httpMethod: 'POST',
      path: '/local/v1/a%20b',
      accountId: '000000000000',
      protocol: 'HTTP/1.1',
      stage: 'local',
      domainPrefix: id,
      domainName: `${id}.execute-api.us-east-1.amazonaws.com`,
      apiId: id,
      identity: {
        cognitoIdentityPoolId: null,
        accountId: null,
        cognitoIdentityId: null,
        caller: null,
        sourceIp: '127.0.0.1',
        principalOrgId: null,
        accessKey: null,
        cognitoAuthenticationType: null,
        cognitoAuthenticationProvider: null,
        userArn: null,
        userAgent: 'test',
        user: null,
      },
    });
  });

  it('has null for what the request does not have', async () => {
    const { event } = await eventOf('GET', '/slow');
    const { queryStringParameters, multiValueQueryStringParameters, pathParameters, body } = event;
    assert.deepEqual(
      [queryStringParameters, multiValueQueryStringParameters, pathParameters, body],
      [null, null, null, null],
    );
  });

  it('encodes a body of a binary media type in base64', async () => {
    const sent = { headers: [['Content-Type', 'image/png']] as const, body: Buffer.from([0, 255]) };
    const { event } = await eventOf('PUT', '/v1/a', sent, { binaryMediaTypes: ['image/*'] });
    assert.deepEqual([event.body, event.isBase64Encoded], ['AP8=', true]);
  });

  it('shows the stage variables, and calls the function they name', async () => {
    const api = createTestApi();
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a stage variable in an ARN
    const integration = proxyTo('hello:${stageVariables.alias}');
    const restApiId = await api.deploy([{ path: '/a', integration }]);
    const patchOperations = [{ op: 'replace', path: '/variables/alias', value: 'green' }];
    await api.call('UpdateStage', { restApiId, stageName: 'local', patchOperations });
    await api.send('GET', apiAddress(restApiId, '/a'));
    assert.match(api.invoked[0]?.functionName ?? '', /:function:hello:green$/);
    assert.deepEqual(JSON.parse(api.invoked[0]?.payload ?? '').stageVariables, { alias: 'green' });
  });

  it('shows the path of a custom domain with its base path', async () => {
    const api = await withFunction();
    const domainName = 'api.example.com';
    const { CertificateArn } = await api.acm('RequestCertificate', { DomainName: domainName });
    await api.call('CreateDomainName', { domainName, certificateArn: CertificateArn });
    await api.call('CreateBasePathMapping', {
      domainName,
      restApiId: api.id,
      stage: 'local',
      basePath: 'shop',
    });
    await api.send('GET', { kind: 'domain', host: domainName, path: '/shop/v1/a' });
    const { path, resource, requestContext } = JSON.parse(api.invoked[0]?.payload ?? '');
    assert.deepEqual([path, resource], ['/shop/v1/a', '/v1/{name}']);
    const { path: contextPath, domainName: name, domainPrefix, stage } = requestContext;
    assert.deepEqual([contextPath, name, domainPrefix, stage], ['/shop/v1/a', domainName, 'api', 'local']);
  });

  it("answers with the function's result", async () => {
    const { id, send, onInvoke } = await withFunction();
    onInvoke(async () => ({ statusCode: 201, headers: { 'X-A': 'b' }, body: 'made' }));
    const { status, headers, body } = await send('POST', apiAddress(id, '/v1/a'));
    assert.deepEqual([status, headers['x-a'], body], [201, 'b', 'made']);
  });

  it('is a 502 when the function fails, with its error in the detail', async () => {
    const api = await withFunction();
    const payload = '{"errorMessage":"boom","errorType":"Error"}';
    api.onInvoke(async () => ({
      payload,
      functionError: 'Unhandled',
      executedVersion: '$LATEST',
      logTail: '',
    }));
    const { shown, detail } = await failure(api);
    assert.deepEqual(shown, BAD_GATEWAY);
    assert.match(detail, /boom/);
  });

  it('is a 502 when the result is malformed', async () => {
    const api = await withFunction();
    api.onInvoke(async () => ({ statusCode: 200, body: { not: 'text' } }));
    const { shown, detail } = await failure(api);
    assert.deepEqual(shown, BAD_GATEWAY);
    assert.match(detail, /body is of type object/);
  });

  it('is a 502 when Lambda refuses, or a rule injects a fault there', async () => {
    const refusing = await withFunction();
    refusing.onInvoke(() =>
      Promise.reject(new AwsError('ResourceNotFoundException', 'No such function', 404)),
    );
    assert.deepEqual((await failure(refusing)).shown, BAD_GATEWAY);
    const faulted = await withFunction();
    const calls: unknown[] = [];
    faulted.onInternal((call) => {
      calls.push(call);
      return Promise.reject(
        new AwsError('ServiceUnavailable', 'Operation failed due to a simulated fault', 503),
      );
    });
    const { shown, detail } = await failure(faulted);
    assert.deepEqual(shown, BAD_GATEWAY);
    assert.equal(detail, 'Lambda answered ServiceUnavailable: Operation failed due to a simulated fault');
    assert.deepEqual(calls, [{ service: 'lambda', operation: 'Invoke', region: 'us-east-1' }]);
    assert.deepEqual(faulted.invoked, []);
  });

  it('is a 504 when its timeout passes first, and stops waiting for the function', async () => {
    const api = await withFunction();
    let stopped = false;
    api.onInvoke(
      (_request, signal) =>
        new Promise((_, reject) => {
          signal?.addEventListener('abort', () => {
            stopped = true;
            reject(signal.reason);
          });
        }),
    );
    const { shown } = await failure(api, '/slow');
    assert.deepEqual(shown, [
      504,
      'InternalServerErrorException',
      '{"message":"Endpoint request timed out"}',
    ]);
    assert.equal(stopped, true);
  });

  it('is a 502 when it does not invoke with POST', async () => {
    const api = createTestApi();
    const id = await api.deploy([
      { path: '/a', integration: { ...proxyTo('a'), integrationHttpMethod: 'GET' } },
    ]);
    const { shown, detail } = await failure({ ...api, id }, '/a');
    assert.deepEqual(shown, BAD_GATEWAY);
    assert.match(detail, /Lambda is invoked with POST/);
  });
});
