import assert from 'node:assert/strict';
import { apiAddress, createTestApi, type TestApi } from './testApi';

const mock = { path: '/v1/{name}', integration: { type: 'MOCK' } };

async function addDomain({ call, acm }: TestApi, domainName: string, region = 'us-east-1') {
  const { CertificateArn } = await acm('RequestCertificate', { DomainName: domainName }, region);
  const regional = { endpointConfiguration: { types: ['REGIONAL'] }, regionalCertificateArn: CertificateArn };
  await call('CreateDomainName', { domainName, ...regional }, region);
}

const domain = (host: string, path: string) => ({ kind: 'domain', host, path }) as const;

describe('finding whose request it is', () => {
  it('knows an API in whatever region it is, until it is deleted', async () => {
    const { call, route } = createTestApi();
    const { id, rootResourceId: resourceId } = await call('CreateRestApi', { name: 'w' }, 'us-west-2');
    const where = { restApiId: id, resourceId, httpMethod: 'GET' };
    await call('PutMethod', { ...where, authorizationType: 'NONE' }, 'us-west-2');
    await call('PutIntegration', { ...where, type: 'MOCK' }, 'us-west-2');
    await call('CreateDeployment', { restApiId: id, stageName: 'local' }, 'us-west-2');
    const address = apiAddress(String(id), '/');
    const found = {
      region: 'us-west-2',
      apiId: id,
      stage: 'local',
      path: '/',
      resourcePath: '/',
      resourceMethod: 'GET',
    };
    assert.deepEqual(route(address), found);
    assert.deepEqual(route(address), found);
    await call('DeleteRestApi', { restApiId: id }, 'us-west-2');
    assert.equal(route(address), undefined);
  });

  it('leaves the resource open when no method answers', async () => {
    const { deploy, route } = createTestApi();
    const apiId = await deploy([mock]);
    assert.equal(route(apiAddress(apiId, '/v1/a'))?.resourcePath, '/v1/{name}');
    assert.equal(route(apiAddress(apiId, '/v1/a'), 'PUT')?.resourcePath, undefined);
    assert.equal(route(apiAddress(apiId, '/v1/a', 'nope'))?.resourcePath, undefined);
    assert.equal(route(apiAddress('nope', '/v1/a')), undefined);
  });

  it('follows a custom domain by base path, the empty one last', async () => {
    const api = createTestApi();
    const [whole, shop] = [await api.deploy([mock]), await api.deploy([mock])];
    const domainName = 'api.example.com';
    await addDomain(api, domainName);
    await api.call('CreateBasePathMapping', { domainName, restApiId: whole, stage: 'local' });
    await api.call('CreateBasePathMapping', {
      domainName,
      restApiId: shop,
      stage: 'local',
      basePath: 'shop',
    });
    const target = (path: string) => {
      const {
        apiId,
        path: inside,
        resourcePath,
        domain: name,
      } = api.route(domain('API.example.com:4566', path)) ?? {};
      return [apiId, inside, resourcePath, name];
    };
    assert.deepEqual(target('/v1/a'), [whole, '/v1/a', '/v1/{name}', domainName]);
    assert.deepEqual(target('/shop/v1/b'), [shop, '/v1/b', '/v1/{name}', domainName]);
    assert.deepEqual(target('/shop'), [shop, '/', undefined, domainName]);
    assert.deepEqual(target('/shopping'), [whole, '/shopping', undefined, domainName]);
  });

  it('takes the stage from the path when a mapping names none', async () => {
    const api = createTestApi();
    const restApiId = await api.deploy([mock]);
    await addDomain(api, 'api.example.com');
    await api.call('CreateBasePathMapping', { domainName: 'api.example.com', restApiId, basePath: 'b' });
    const { stage, path, resourcePath } = api.route(domain('api.example.com', '/b/local/v1/a')) ?? {};
    assert.deepEqual([stage, path, resourcePath], ['local', '/v1/a', '/v1/{name}']);
  });

  it('knows the region of a domain even where nothing is mapped', async () => {
    const api = createTestApi();
    await addDomain(api, 'api.example.com', 'eu-west-1');
    assert.deepEqual(api.route(domain('api.example.com', '/a')), {
      region: 'eu-west-1',
      domain: 'api.example.com',
      apiId: '',
      stage: '',
      path: '/a',
    });
    assert.equal(api.route(domain('other.example.com', '/a')), undefined);
  });

  it('prefers the home region for a domain that is in two, and an exact domain to a wildcard', async () => {
    const api = createTestApi();
    await addDomain(api, 'api.example.com', 'us-west-2');
    await addDomain(api, 'api.example.com');
    await addDomain(api, '*.example.com', 'eu-west-1');
    const regionOf = (host: string) => api.route(domain(host, '/'))?.region;
    assert.deepEqual([regionOf('api.example.com'), regionOf('www.example.com')], ['us-east-1', 'eu-west-1']);
  });
});
