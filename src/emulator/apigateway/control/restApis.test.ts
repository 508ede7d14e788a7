import assert from 'node:assert/strict';
import { createTestApi } from '../testApi';

describe('REST APIs', () => {
  it('have a root resource and the defaults of AWS', async () => {
    const { call, reply } = createTestApi();
    const created = await reply('CreateRestApi', { name: 'shop' });
    assert.equal(created.status, 201);
    const { id, rootResourceId, createdDate, ...rest } = created.body as Record<string, unknown>;
    assert.match(String(id), /^[a-z][a-z0-9]{9}$/);
    assert.ok(Number.isInteger(createdDate));
    assert.deepEqual(JSON.parse(JSON.stringify(rest)), {
      name: 'shop',
      apiKeySource: 'HEADER',
      endpointConfiguration: { types: ['EDGE'], ipAddressType: 'ipv4' },
      tags: {},
      disableExecuteApiEndpoint: false,
    });
    assert.deepEqual(await call('GetResources', { restApiId: id }), {
      item: [{ id: rootResourceId, path: '/' }],
    });
  });

  it('are kept apart by region', async () => {
    const { call } = createTestApi();
    const { id } = await call('CreateRestApi', { name: 'west' }, 'us-west-2');
    assert.deepEqual(await call('GetRestApis'), { item: [] });
    assert.equal((await call('GetRestApi', { restApiId: id }, 'us-west-2')).name, 'west');
  });

  it('are named in the refusal when there is none', async () => {
    await assert.rejects(createTestApi().call('GetRestApi', { restApiId: 'abc' }), {
      code: 'NotFoundException',
      status: 404,
      message: 'Invalid API identifier specified 000000000000:abc',
    });
  });

  it('refuse what AWS refuses', async () => {
    const { call } = createTestApi();
    const refused = (input: object, message: RegExp) =>
      assert.rejects(call('CreateRestApi', { ...input }), { code: 'BadRequestException', message });
    await refused({}, /^name is required/);
    await refused({ name: 'a', description: '' }, /Description cannot be an empty string/);
    await refused({ name: 'a', minimumCompressionSize: -1 }, /between 0 and 10485760/);
    await refused(
      { name: 'a', endpointConfiguration: { types: ['GLOBAL'] } },
      /Invalid endpoint type "GLOBAL"/,
    );
    await refused({ name: 'a', binaryMediaTypes: 7 }, /binaryMediaTypes must be a list of strings/);
  });

  it('change by patch operations', async () => {
    const { call } = createTestApi();
    const { id: restApiId } = await call('CreateRestApi', { name: 'a', binaryMediaTypes: ['image/png'] });
    const updated = await call('UpdateRestApi', {
      restApiId,
      patchOperations: [
        { op: 'replace', path: '/description', value: 'new' },
        { op: 'remove', path: '/binaryMediaTypes/image~1png' },
        { op: 'replace', path: '/endpointConfiguration/types/0', value: 'REGIONAL' },
      ],
    });
    assert.deepEqual(await call('GetRestApi', { restApiId }), updated);
    const { description, binaryMediaTypes, endpointConfiguration } = updated;
    assert.deepEqual(
      { description, binaryMediaTypes, endpointConfiguration },
      {
        description: 'new',
        binaryMediaTypes: [],
        endpointConfiguration: { types: ['REGIONAL'], ipAddressType: 'ipv4' },
      },
    );
  });

  it('take all that is theirs with them', async () => {
    const { call, reply, deploy } = createTestApi();
    const restApiId = await deploy([{ path: '/a', integration: { type: 'MOCK' } }]);
    assert.equal((await reply('DeleteRestApi', { restApiId })).status, 202);
    for (const operation of ['GetRestApi', 'GetResources', 'GetStages', 'GetDeployments']) {
      await assert.rejects(call(operation, { restApiId }), { code: 'NotFoundException' });
    }
  });

  it('stay while a domain is mapped to them', async () => {
    const { call, acm, deploy } = createTestApi();
    const restApiId = await deploy([{ path: '/a', integration: { type: 'MOCK' } }]);
    const { CertificateArn } = await acm('RequestCertificate', { DomainName: 'a.example.com' });
    const domainName = 'a.example.com';
    await call('CreateDomainName', { domainName, certificateArn: CertificateArn });
    await call('CreateBasePathMapping', { domainName, restApiId, stage: 'local' });
    await assert.rejects(call('DeleteRestApi', { restApiId }), {
      code: 'BadRequestException',
      message: /remove all base path mappings related to the RestApi in your domains: a\.example\.com$/,
    });
    await assert.rejects(call('DeleteStage', { restApiId, stageName: 'local' }), {
      code: 'BadRequestException',
      message: /remove all base path mappings related to the stage/,
    });
  });
});
