import assert from 'node:assert/strict';
import { createTestApi } from '../testApi';

const domainName = 'api.example.com';

async function withDomain() {
  const api = createTestApi();
  const restApiId = await api.deploy([{ path: '/a', integration: { type: 'MOCK' } }]);
  const { CertificateArn } = await api.acm('RequestCertificate', { DomainName: domainName });
  await api.call('CreateDomainName', { domainName, certificateArn: CertificateArn });
  const create = (input: object) => api.call('CreateBasePathMapping', { domainName, restApiId, ...input });
  return { ...api, restApiId, create };
}

describe('base path mappings', () => {
  it('call the empty base path (none)', async () => {
    const { call, create, restApiId } = await withDomain();
    const created = await create({ basePath: '', stage: 'local' });
    assert.deepEqual(created, { basePath: '(none)', restApiId, stage: 'local' });
    assert.deepEqual(await call('GetBasePathMapping', { domainName, basePath: '(none)' }), created);
  });

  it('refuse what AWS refuses', async () => {
    const { create } = await withDomain();
    await create({ basePath: 'v1', stage: 'local' });
    await assert.rejects(create({ basePath: 'v1' }), {
      code: 'ConflictException',
      message: 'Base path already exists for this domain name',
    });
    await assert.rejects(create({ basePath: 'a/b' }), /doesn't support the slash character/);
    await assert.rejects(create({ basePath: 'a', stage: 'none' }), {
      code: 'BadRequestException',
      message: 'Invalid stage identifier specified',
    });
    await assert.rejects(create({ basePath: 'a', restApiId: 'none' }), {
      code: 'BadRequestException',
      message: 'Invalid REST API identifier specified',
    });
    await assert.rejects(create({ basePath: 'a', domainName: 'b.example.com' }), {
      code: 'NotFoundException',
    });
  });

  it('move to another base path', async () => {
    const { call, create } = await withDomain();
    await create({ basePath: 'v1', stage: 'local' });
    await call('UpdateBasePathMapping', {
      domainName,
      basePath: 'v1',
      patchOperations: [{ op: 'replace', path: '/basePath', value: '(none)' }],
    });
    const { item } = await call('GetBasePathMappings', { domainName });
    assert.deepEqual(
      (item as { basePath: string }[]).map(({ basePath }) => basePath),
      ['(none)'],
    );
  });

  it('go with their domain', async () => {
    const { call, reply, create, restApiId } = await withDomain();
    await create({ basePath: 'v1', stage: 'local' });
    await create({ stage: 'local' });
    assert.equal((await reply('DeleteBasePathMapping', { domainName, basePath: '(none)' })).status, 202);
    await assert.rejects(call('GetBasePathMapping', { domainName, basePath: '(none)' }), {
      code: 'NotFoundException',
      message: 'Invalid base path mapping identifier specified',
    });
    await call('DeleteDomainName', { domainName });
    await call('DeleteRestApi', { restApiId });
  });
});
