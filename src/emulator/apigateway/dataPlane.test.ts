import assert from 'node:assert/strict';
import type { HttpReply } from '../../aws/http';
import { apiAddress, createTestApi, proxyTo } from './testApi';

const ok = {
  integration: { type: 'MOCK', requestTemplates: { 'application/json': '{"statusCode":200}' } },
  responses: [{ statusCode: '200', responseTemplates: { 'application/json': '{"ok":true}' } }],
};

const shown = ({ status, headers, body }: HttpReply) => [status, headers['x-amzn-errortype'], body];

const MISSING = [403, 'MissingAuthenticationTokenException', '{"message":"Missing Authentication Token"}'];
const FORBIDDEN = [403, 'ForbiddenException', '{"message":"Forbidden"}'];

describe('a deployed API', () => {
  it("carries API Gateway's own headers on every answer", async () => {
    const { deploy, send } = createTestApi();
    const id = await deploy([{ path: '/a', ...ok }]);
    for (const path of ['/a', '/nope']) {
      const { headers } = await send('GET', apiAddress(id, path));
      assert.match(String(headers['x-amzn-requestid']), /^[0-9a-f-]{36}$/);
      assert.match(String(headers['x-amz-apigw-id']), /^[A-Za-z0-9+/]+=$/);
      assert.match(String(headers['x-amzn-trace-id']), /^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/);
    }
  });

  it('answers an unknown path or method as AWS does', async () => {
    const { deploy, send } = createTestApi();
    const id = await deploy([{ path: '/a', ...ok }]);
    assert.deepEqual(shown(await send('GET', apiAddress(id, '/nope'))), MISSING);
    assert.deepEqual(shown(await send('POST', apiAddress(id, '/a'))), MISSING);
  });

  it('forbids an unknown stage, and a domain where nothing is mapped', async () => {
    const { call, acm, deploy, send } = createTestApi();
    const id = await deploy([{ path: '/a', ...ok }]);
    const { CertificateArn } = await acm('RequestCertificate', { DomainName: 'a.example.com' });
    await call('CreateDomainName', { domainName: 'a.example.com', certificateArn: CertificateArn });
    assert.deepEqual(shown(await send('GET', apiAddress(id, '/a', 'nope'))), FORBIDDEN);
    assert.deepEqual(
      shown(await send('GET', { kind: 'domain', host: 'a.example.com', path: '/a' })),
      FORBIDDEN,
    );
  });

  it('lets only signed requests into a method with AWS_IAM', async () => {
    const { deploy, send } = createTestApi();
    const id = await deploy([{ path: '/a', ...ok, method: { authorizationType: 'AWS_IAM' } }]);
    const authorization = ['Authorization', 'AWS4-HMAC-SHA256 Credential=test/…'] as const;
    assert.deepEqual(shown(await send('GET', apiAddress(id, '/a'))), MISSING);
    assert.equal((await send('GET', apiAddress(id, '/a'), { headers: [authorization] })).status, 200);
    assert.equal((await send('GET', apiAddress(id, '/a'), { query: 'X-Amz-Signature=1' })).status, 200);
  });

  it('forbids a method that needs an API key, and says why', async () => {
    const { deploy, send } = createTestApi();
    const id = await deploy([{ path: '/a', ...ok, method: { apiKeyRequired: true } }]);
    const reply = await send('GET', apiAddress(id, '/a'));
    assert.deepEqual(shown(reply), FORBIDDEN);
    assert.match(String(reply.headers['x-chaos-detail']), /requires an API key/);
  });

  it('can be closed to all but its custom domains', async () => {
    const { call, acm, deploy, send } = createTestApi();
    const id = await deploy([{ path: '/a', ...ok }], { disableExecuteApiEndpoint: true });
    const { CertificateArn } = await acm('RequestCertificate', { DomainName: 'a.example.com' });
    await call('CreateDomainName', { domainName: 'a.example.com', certificateArn: CertificateArn });
    await call('CreateBasePathMapping', { domainName: 'a.example.com', restApiId: id, stage: 'local' });
    assert.deepEqual(shown(await send('GET', apiAddress(id, '/a'))), FORBIDDEN);
    assert.equal((await send('GET', { kind: 'domain', host: 'a.example.com', path: '/a' })).status, 200);
  });

  it('says which integration it does not run', async () => {
    const { deploy, send } = createTestApi();
    const http = { type: 'HTTP', integrationHttpMethod: 'GET', uri: 'http://127.0.0.1/' };
    const sqs = { ...proxyTo('x'), type: 'AWS', uri: 'arn:aws:apigateway:us-east-1:sqs:path/000000000000/q' };
    const id = await deploy([
      { path: '/http', integration: http },
      { path: '/sqs', integration: sqs },
    ]);
    const [first, second] = [
      await send('GET', apiAddress(id, '/http')),
      await send('GET', apiAddress(id, '/sqs')),
    ];
    assert.deepEqual([first.status, second.status], [501, 501]);
    assert.match(String(first.body), /does not run HTTP integrations/);
    assert.match(String(second.body), /with Lambda only, not arn:.*:sqs:/);
  });
});
