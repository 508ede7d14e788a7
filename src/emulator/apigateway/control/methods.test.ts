import assert from 'node:assert/strict';
import { createTestApi, proxyTo } from '../testApi';

async function withResource() {
  const api = createTestApi();
  const { id: restApiId, rootResourceId } = await api.call('CreateRestApi', { name: 'a' });
  const { id: resourceId } = await api.call('CreateResource', {
    restApiId,
    parentId: rootResourceId,
    pathPart: 'a',
  });
  const where = { restApiId, resourceId, httpMethod: 'GET' };
  return { ...api, where, putMethod: () => api.call('PutMethod', { ...where, authorizationType: 'NONE' }) };
}

describe('methods', () => {
  it('grow from method to integration response, and shrink again', async () => {
    const { call, reply, where, putMethod } = await withResource();
    await putMethod();
    const headers = { 'method.response.header.X-A': true };
    await call('PutMethodResponse', { ...where, statusCode: '200', responseParameters: headers });
    await call('PutIntegration', {
      ...where,
      type: 'MOCK',
      requestTemplates: { 'application/json': '{"statusCode":200}' },
    });
    await call('PutIntegrationResponse', {
      ...where,
      statusCode: '200',
      responseParameters: { 'method.response.header.X-A': "'b'" },
    });
    assert.deepEqual(await call('GetMethod', where), {
      httpMethod: 'GET',
      authorizationType: 'NONE',
      apiKeyRequired: false,
      methodResponses: { 200: { statusCode: '200', responseParameters: headers } },
      methodIntegration: {
        type: 'MOCK',
        requestTemplates: { 'application/json': '{"statusCode":200}' },
        passthroughBehavior: 'WHEN_NO_MATCH',
        timeoutInMillis: 29000,
        cacheNamespace: where.resourceId,
        cacheKeyParameters: [],
        integrationResponses: {
          200: { statusCode: '200', responseParameters: { 'method.response.header.X-A': "'b'" } },
        },
      },
    });
    const response = { ...where, statusCode: '200' };
    for (const [operation, input, getter] of [
      ['DeleteIntegrationResponse', response, 'GetIntegrationResponse'],
      ['DeleteIntegration', where, 'GetIntegration'],
      ['DeleteMethodResponse', response, 'GetMethodResponse'],
      ['DeleteMethod', where, 'GetMethod'],
    ] as const) {
      assert.equal((await reply(operation, input)).status, 204);
      await assert.rejects(call(getter, input), { code: 'NotFoundException', status: 404 });
    }
  });

  it('conflict with one another, as do their responses', async () => {
    const { call, where, putMethod } = await withResource();
    await putMethod();
    await assert.rejects(putMethod(), {
      code: 'ConflictException',
      message: 'Method already exists for this resource',
    });
    await call('PutMethodResponse', { ...where, statusCode: '200' });
    await assert.rejects(call('PutMethodResponse', { ...where, statusCode: '200' }), {
      code: 'ConflictException',
    });
  });

  it('refuse what AWS refuses', async () => {
    const { call, where } = await withResource();
    const refused = (input: object, message: RegExp) =>
      assert.rejects(call('PutMethod', { ...where, authorizationType: 'NONE', ...input }), {
        code: 'BadRequestException',
        message,
      });
    await refused({ httpMethod: 'FETCH' }, /Invalid HttpMethod specified/);
    await refused({ authorizationType: 'CUSTOM' }, /requires a valid authorizer/);
    await refused({ authorizationType: 'MAGIC' }, /Invalid authorization type/);
    await refused(
      { requestModels: { 'application/json': 'Nope' } },
      /Invalid model identifier specified: Nope/,
    );
    await refused({ requestParameters: { 'query.a': true } }, /Invalid mapping expression parameter/);
    await refused(
      { requestParameters: { 'method.request.path.a': true, 'method.request.header.a': true } },
      /must be unique/,
    );
  });

  it('let an integration answer only what they declare', async () => {
    const { call, where, putMethod } = await withResource();
    await putMethod();
    await assert.rejects(call('PutIntegrationResponse', { ...where, statusCode: '200' }), {
      code: 'NotFoundException',
      message: 'Invalid Integration identifier specified',
    });
    await call('PutIntegration', { ...where, type: 'MOCK' });
    await assert.rejects(call('PutIntegrationResponse', { ...where, statusCode: '200' }), {
      code: 'NotFoundException',
      message: 'Invalid Response status code specified',
    });
    await call('PutMethodResponse', { ...where, statusCode: '200' });
    const undeclared = { 'method.response.header.X-A': "'b'" };
    await assert.rejects(
      call('PutIntegrationResponse', { ...where, statusCode: '200', responseParameters: undeclared }),
      { code: 'BadRequestException', message: /method\.response\.header\.X-A/ },
    );
  });

  it('change by patch operations', async () => {
    const { call, where, putMethod } = await withResource();
    await putMethod();
    await call('PutIntegration', { ...where, ...proxyTo('hello') });
    await call('UpdateMethod', {
      ...where,
      patchOperations: [
        { op: 'replace', path: '/apiKeyRequired', value: 'true' },
        { op: 'add', path: '/requestParameters/method.request.querystring.page', value: 'true' },
      ],
    });
    await call('UpdateIntegration', {
      ...where,
      patchOperations: [
        { op: 'replace', path: '/timeoutInMillis', value: '1000' },
        { op: 'add', path: '/requestTemplates/application~1json', value: '{}' },
      ],
    });
    const { apiKeyRequired, requestParameters, methodIntegration } = await call('GetMethod', where);
    const { timeoutInMillis, requestTemplates } = methodIntegration as Record<string, unknown>;
    assert.deepEqual(
      [apiKeyRequired, requestParameters],
      [true, { 'method.request.querystring.page': true }],
    );
    assert.deepEqual([timeoutInMillis, requestTemplates], [1000, { 'application/json': '{}' }]);
  });
});

describe('integrations', () => {
  it('are refused when they could never work', async () => {
    const { call, where, putMethod } = await withResource();
    await putMethod();
    const refused = (input: object, message: RegExp) =>
      assert.rejects(call('PutIntegration', { ...where, ...input }), {
        code: 'BadRequestException',
        message,
      });
    await refused({}, /Integration type must be non-empty/);
    await refused({ type: 'AWS_PROXY' }, /HttpMethod must be non-empty/);
    await refused({ ...proxyTo('a'), uri: 'http://x' }, /Invalid ARN specified/);
    await refused(
      { ...proxyTo('a'), uri: 'arn:aws:lambda:us-east-1:0:function:a' },
      /must contain path or action/,
    );
    await refused(
      { type: 'HTTP_PROXY', integrationHttpMethod: 'GET', uri: 'nowhere' },
      /Invalid HTTP endpoint/,
    );
    await refused({ type: 'MOCK', timeoutInMillis: 30000 }, /between 50 ms and 29000 ms/);
    await refused({ type: 'MOCK', passthroughBehavior: 'SOMETIMES' }, /Invalid passthroughBehavior/);
  });
});
