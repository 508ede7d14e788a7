import assert from 'node:assert/strict';
import { domainsFor, followMapping } from './customDomain';

describe('the custom domains that answer to a host', () => {
  it('are its name, then the wildcard above it', () => {
    assert.deepEqual(domainsFor('Api.Example.com:4566'), ['api.example.com', '*.example.com']);
    assert.deepEqual(domainsFor('api.example.com.'), ['api.example.com', '*.example.com']);
  });
});

describe('a base path mapping', () => {
  const all = { basePath: '(none)', restApiId: 'root', stage: 'local' };
  const shop = { basePath: 'shop', restApiId: 'shop', stage: 'v1' };

  it('takes the paths that begin with it, the empty one the others', () => {
    assert.deepEqual(followMapping([all, shop], '/shop/a/b'), {
      apiId: 'shop',
      stage: 'v1',
      path: '/a/b',
      domainPath: '/shop',
    });
    assert.deepEqual(followMapping([all, shop], '/shopping'), {
      apiId: 'root',
      stage: 'local',
      path: '/shopping',
      domainPath: '',
    });
    assert.equal(followMapping([shop], '/shop').path, '/');
  });

  it('with more segments comes before one with fewer', () => {
    const deep = { basePath: 'shop/v2', restApiId: 'deep', stage: '$default' };
    for (const mappings of [
      [all, shop, deep],
      [deep, shop, all],
    ]) {
      assert.deepEqual(followMapping(mappings, '/shop/v2/a'), {
        apiId: 'deep',
        stage: '$default',
        path: '/a',
        domainPath: '/shop/v2',
      });
      assert.equal(followMapping(mappings, '/shop/v20').apiId, 'shop');
    }
  });

  it('without a stage takes it from the path', () => {
    const staged = { basePath: 'shop', restApiId: 'shop' };
    assert.deepEqual(followMapping([staged], '/shop/v1/a'), {
      apiId: 'shop',
      stage: 'v1',
      path: '/a',
      domainPath: '/shop/v1',
    });
  });

  it('leads nowhere when none fits', () => {
    assert.deepEqual(followMapping([shop], '/other'), { apiId: '', stage: '', path: '/other' });
  });
});
