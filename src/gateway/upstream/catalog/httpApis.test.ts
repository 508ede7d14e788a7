import assert from 'node:assert/strict';
import { setUp, shop } from './catalog.fixture';
import type { ListedApi } from './controlPlane';

describe('an HTTP API of an upstream', () => {
  const arn = 'arn:aws:lambda:home:0:function:f';
  const behind = { service: 'lambda', operation: 'Invoke', region: 'home' };
  const pets: ListedApi = {
    resources: [
      { path: '/pets/{id}', methods: [{ name: 'GET', uri: arn }] },
      { path: '/static/{proxy+}', methods: [{ name: 'ANY', uri: 'https://example.com/{proxy}' }] },
    ],
    fallback: { routeKey: '$default', uri: arn },
    stages: new Map([
      ['$default', {}],
      ['dev', {}],
    ]),
  };
  const route = { region: 'home', apiId: 'pets', isHttpApi: true };

  const withPets = () => {
    const test = setUp({ home: shop });
    test.http.regions = { home: { apis: { pets } } };
    const visit = (stage: string, path: string, method = 'GET') =>
      test.catalog.route({ kind: 'api', apiId: 'pets', stage, path }, method);
    return { ...test, visit };
  };

  it('answers from the stage that is named, else from $default, whose name no path holds', async () => {
    const { visit } = withPets();
    const found = { ...route, resourcePath: '/pets/{id}', resourceMethod: 'GET', behind };
    assert.deepEqual(await visit('dev', '/pets/1'), { ...found, stage: 'dev', path: '/pets/1' });
    assert.deepEqual(await visit('pets', '/1'), { ...found, stage: '$default', path: '/pets/1' });
    assert.deepEqual(await visit('$default', '/pets/1'), { ...found, stage: '$default', path: '/pets/1' });
  });

  it('has a function behind the routes that call one, and behind no others', async () => {
    const { visit } = withPets();
    assert.equal((await visit('static', '/a/b'))?.behind, undefined);
    const other = await visit('dev', '/what/else', 'PUT');
    assert.deepEqual([other?.resourcePath, other?.behind], ['$default', behind]);
    assert.deepEqual((await visit('', '/'))?.behind, behind);
  });

  it('is not looked for while a REST API answers', async () => {
    const { call, asked } = withPets();
    await call('shop');
    assert.deepEqual(asked(), ['apis home', 'api home shop']);
  });

  it('is known while REST APIs cannot be read, and the other way round', async () => {
    const { visit, call, controlPlane, http } = withPets();
    controlPlane.isDown = true;
    assert.equal((await visit('pets', '/1'))?.resourcePath, '/pets/{id}');
    const other = withPets();
    other.http.isDown = true;
    assert.equal((await other.call('shop'))?.resourcePath, '/test');
    http.isDown = true;
    assert.equal(await call('none'), undefined);
  });

  it('answers to a domain that shows mappings of both kinds', async () => {
    const { catalog, controlPlane, http } = withPets();
    const domain = (basePath: string, restApiId: string, stage: string) => ({
      'shop.example.com': [{ basePath, restApiId, stage }],
    });
    controlPlane.regions = { home: { ...shop, domains: domain('(none)', 'shop', 'local') } };
    http.regions = { home: { apis: { pets }, domains: domain('v2/api', 'pets', '$default') } };
    const visit = (path: string) => catalog.route({ kind: 'domain', host: 'shop.example.com', path }, 'GET');
    const rest = await visit('/test');
    assert.deepEqual([rest?.apiId, rest?.isHttpApi, rest?.resourcePath], ['shop', undefined, '/test']);
    const found = await visit('/v2/api/pets/1');
    assert.deepEqual(
      [found?.apiId, found?.isHttpApi, found?.domainPath, found?.path, found?.resourcePath],
      ['pets', true, '/v2/api', '/pets/1', '/pets/{id}'],
    );
  });

  it('of WebSockets has behind it what its handshake calls', async () => {
    const { catalog, http } = withPets();
    const chat = {
      resources: [],
      fallback: { routeKey: '$connect', uri: arn },
      stages: new Map([['dev', {}]]),
    };
    http.regions = { home: { apis: { chat } } };
    const found = await catalog.route({ kind: 'api', apiId: 'chat', stage: 'dev', path: '/' }, 'GET');
    assert.deepEqual([found?.resourcePath, found?.behind], ['$connect', behind]);
  });
});
