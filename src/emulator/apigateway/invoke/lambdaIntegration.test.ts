import assert from 'node:assert/strict';
import { apiAddress, createTestApi, proxyTo } from '../testApi';

const integration = {
  ...proxyTo('hello'),
  type: 'AWS',
  requestTemplates: { 'application/json': '{"name":$input.json("$.name"),"method":"$context.httpMethod"}' },
};

const responses = [
  { statusCode: '200', responseTemplates: { 'application/json': '{"hello":$input.json("$.greeting")}' } },
  {
    statusCode: '404',
    selectionPattern: '.*not found.*',
    responseTemplates: { 'application/json': '{"why":$input.json("$.errorMessage")}' },
    responseParameters: { 'method.response.header.X-Type': 'integration.response.body.errorType' },
  },
];

async function withFunction() {
  const api = createTestApi();
  const id = await api.deploy([{ path: '/a', verb: 'POST', integration, responses }]);
  return { ...api, post: (body: string) => api.send('POST', apiAddress(id, '/a'), { body }) };
}

describe('a Lambda integration with templates', () => {
  it('maps the request to the event and the result to the answer', async () => {
    const { invoked, onInvoke, post } = await withFunction();
    onInvoke(async () => ({ greeting: 'hi' }));
    const { status, body } = await post('{"name":"Ann"}');
    assert.deepEqual([status, body], [200, '{"hello":"hi"}']);
    assert.deepEqual(JSON.parse(invoked[0]?.payload ?? ''), { name: 'Ann', method: 'POST' });
  });

  it("chooses the answer by the function's error message", async () => {
    const { onInvoke, post } = await withFunction();
    const payload = '{"errorMessage":"user\\nnot found","errorType":"NotFound"}';
    onInvoke(async () => ({ payload, functionError: 'Unhandled', executedVersion: '1', logTail: '' }));
    const { status, headers, body } = await post('{}');
    assert.deepEqual([status, headers['x-type'], body], [404, 'NotFound', '{"why":"user\\nnot found"}']);
  });
});
