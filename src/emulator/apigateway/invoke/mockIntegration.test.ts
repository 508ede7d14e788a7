import assert from 'node:assert/strict';
import type { Input } from '../../service';
import { apiAddress, createTestApi, type SentRequest, type TestMethod } from '../testApi';

interface Mock extends Pick<TestMethod, 'verb' | 'responses'> {
  readonly request?: string;
  readonly integration?: Input;
}

const OK: TestMethod['responses'] = [{ statusCode: '200', responseTemplates: { 'application/json': 'ok' } }];

/** Sends one request to a mock. */
async function ask(
  { verb = 'GET', request = '{"statusCode":200}', ...mock }: Mock,
  sent: SentRequest = {},
  path = '/a',
) {
  const { deploy, send } = createTestApi();
  const requestTemplates = { 'application/json': request };
  const id = await deploy([
    {
      path: path.replace(/\d+/, '{id}'),
      verb,
      integration: { type: 'MOCK', requestTemplates, ...mock.integration },
      responses: mock.responses ?? OK,
    },
  ]);
  return send(verb, apiAddress(id, path), sent);
}

describe('a mock integration', () => {
  it('answers what its templates say', async () => {
    const responseTemplates = {
      'application/json': '{"id":"$input.params(\'id\')","stage":"$context.stage"}',
    };
    const { status, body } = await ask({ responses: [{ statusCode: '200', responseTemplates }] }, {}, '/a/7');
    assert.deepEqual([status, body], [200, '{"id":"7","stage":"local"}']);
  });

  it('chooses the response by the status its request template gives', async () => {
    const request = '#if($input.params("fail") == "1"){"statusCode": 503}#else{"statusCode": 200}#end';
    const down = { 'application/json': 'down' };
    const responses = [...OK, { statusCode: '503', selectionPattern: '5\\d\\d', responseTemplates: down }];
    const shown = async (query: string) => {
      const { status, body } = await ask({ request, responses }, { query });
      return [status, body];
    };
    assert.deepEqual(await shown('fail=0'), [200, 'ok']);
    assert.deepEqual(await shown('fail=1'), [503, 'down']);
  });

  it('takes a pattern for the whole status only', async () => {
    const responses = [...OK, { statusCode: '500', selectionPattern: '20' }];
    assert.equal((await ask({ responses })).status, 200);
  });

  it('answers a preflight with mapped headers', async () => {
    const responseParameters = {
      'method.response.header.Access-Control-Allow-Origin': "'*'",
      'method.response.header.X-Stage': 'context.stage',
      'method.response.header.X-Nothing': 'integration.response.header.Nothing',
    };
    const responses = [{ statusCode: '204', responseParameters }];
    const { status, headers, body } = await ask({ verb: 'OPTIONS', request: '{statusCode:200}', responses });
    assert.deepEqual([status, body], [204, '']);
    assert.equal(headers['access-control-allow-origin'], '*');
    assert.equal(headers['x-stage'], 'local');
    assert.equal('x-nothing' in headers, false);
  });

  it('lets the response template override status and headers', async () => {
    const template =
      '#set($context.responseOverride.status = 418)#set($context.responseOverride.header.X-A = "b")tea';
    const responses = [{ statusCode: '200', responseTemplates: { 'application/json': template } }];
    const { status, headers, body } = await ask({ responses });
    assert.deepEqual([status, headers['x-a'], body], [418, 'b', 'tea']);
  });

  it('keeps a line break in a header from making another header', async () => {
    const template = '#set($context.responseOverride.header.X-A = $util.urlDecode("a%0d%0aX-B: c"))';
    const responses = [{ statusCode: '200', responseTemplates: { 'application/json': template } }];
    assert.equal((await ask({ responses })).headers['x-a'], 'a X-B: c');
  });

  it('answers in the type the caller accepts, in JSON otherwise', async () => {
    const responses = [
      { statusCode: '200', responseTemplates: { 'application/json': '{}', 'text/html': '<p>' } },
    ];
    const typeFor = async (accept: string) => {
      const { headers, body } = await ask({ responses }, { headers: [['Accept', accept]] });
      return [headers['content-type'], body];
    };
    assert.deepEqual(await typeFor('text/html;q=0.9, */*'), ['text/html', '<p>']);
    assert.deepEqual(await typeFor('image/png'), ['application/json', '{}']);
  });

  it('passes a body of another type through only where it may', async () => {
    const statusOf = async (passthroughBehavior: string) => {
      const sent = { headers: [['Content-Type', 'text/plain']] as const, body: '{"statusCode": 200}' };
      return (await ask({ verb: 'POST', integration: { passthroughBehavior } }, sent)).status;
    };
    assert.deepEqual(
      [await statusOf('WHEN_NO_MATCH'), await statusOf('WHEN_NO_TEMPLATES'), await statusOf('NEVER')],
      [200, 415, 415],
    );
  });

  it('ignores the parameters of a content type', async () => {
    const headers = [['Content-Type', 'Application/JSON; charset=utf-8']] as const;
    assert.equal(
      (await ask({ verb: 'POST', integration: { passthroughBehavior: 'NEVER' } }, { headers })).status,
      200,
    );
  });

  for (const [why, mock] of [
    ['its request template gives no status', { request: '{}' }],
    ['no response matches', { responses: [{ statusCode: '200', selectionPattern: '404' }] }],
    ['a template does not parse', { request: '#if(' }],
    ['a template fails', { request: '$util.parseJson("{")' }],
  ] as const) {
    it(`is a 500 when ${why}`, async () => {
      const { status, headers, body } = await ask(mock);
      assert.deepEqual(
        [status, headers['x-amzn-errortype'], body],
        [500, 'InternalServerErrorException', '{"message":"Internal server error"}'],
      );
      assert.notEqual(headers['x-chaos-detail'], undefined);
    });
  }
});
