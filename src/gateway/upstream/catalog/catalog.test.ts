import assert from 'node:assert/strict';
import type { BasePath } from '../../../aws/apigateway/customDomain';
import { api, lambda, settle, setUp, shop } from './catalog.fixture';

describe('the catalogue of an upstream', () => {
  it('asks nothing before an endpoint is called', async () => {
    const { catalog, asked } = setUp({ home: shop }, ['far']);
    catalog.saw('other');
    catalog.written('home');
    await settle();
    assert.deepEqual(asked(), []);
  });

  it('names the resource and method that answer, and the function behind them', async () => {
    const { call } = setUp({ home: shop });
    const route = { region: 'home', apiId: 'shop', stage: 'local' };
    assert.deepEqual(await call('shop'), {
      ...route,
      path: '/test',
      resourcePath: '/test',
      resourceMethod: 'GET',
    });
    assert.deepEqual(await call('shop', '/a/b', 'PUT'), {
      ...route,
      path: '/a/b',
      resourcePath: '/{proxy+}',
      resourceMethod: 'ANY',
      behind: { service: 'lambda', operation: 'Invoke', region: 'home' },
    });
  });

  it('reads once for many calls at a time, and not again while it is fresh', async () => {
    const { call, asked } = setUp({ home: shop });
    await Promise.all([call('shop'), call('shop'), call('shop', '/a')]);
    await call('shop');
    assert.deepEqual(asked(), ['apis home', 'api home shop']);
  });

  it('looks in regions that were seen before it looks in the others, and remembers where it found something', async () => {
    const { catalog, call, asked } = setUp({ far: shop }, ['home', 'seen', 'far', 'farther']);
    catalog.saw('seen');
    assert.equal((await call('shop'))?.region, 'far');
    assert.deepEqual(asked(), [
      'apis home',
      'apis seen',
      'http apis home',
      'http apis seen',
      'apis far',
      'http apis far',
      'apis farther',
      'http apis farther',
      'api far shop',
    ]);
    assert.equal((await call('shop'))?.region, 'far');
    assert.deepEqual(asked(), []);
  });

  it('gives what is not there no second look for a while', async () => {
    const { call, asked, pass } = setUp({}, ['far']);
    for (let n = 0; n < 5; n += 1) assert.equal(await call(`none${n}`), undefined);
    const [near, all] = [
      ['apis home', 'http apis home'],
      ['apis home', 'http apis home', 'apis far', 'http apis far'],
    ];
    assert.deepEqual(asked(), all);
    pass(2001);
    await call('none');
    assert.deepEqual(asked(), near);
    pass(30_001);
    await call('none');
    assert.deepEqual(asked(), all);
  });

  it('finds at once what a write that crossed has made', async () => {
    const { catalog, controlPlane, call } = setUp();
    assert.equal(await call('shop'), undefined);
    controlPlane.regions = { home: shop };
    catalog.written('home');
    assert.equal((await call('shop'))?.resourcePath, '/test');
    controlPlane.regions = { home: { apis: { shop: api(['/test', 'GET', lambda('west')]) } } };
    catalog.written('home');
    assert.equal((await call('shop'))?.behind?.region, 'west');
    controlPlane.regions = {};
    catalog.written('home');
    assert.equal(await call('shop'), undefined);
  });

  it('does not take for new what it began to read before a write', async () => {
    const { catalog, controlPlane, call } = setUp({ home: shop });
    let open: (value?: unknown) => void = () => {};
    controlPlane.gate = new Promise((resolve) => {
      open = resolve;
    });
    const called = call('late');
    await settle();
    controlPlane.regions = { home: { apis: { late: api(['/test', 'GET']) } } };
    catalog.written('home');
    open();
    assert.equal((await called)?.resourcePath, '/test');
  });

  it('shows at the second call what was changed past the gateway, without making the first one wait', async () => {
    const { controlPlane, call, pass } = setUp({ home: shop });
    await call('shop');
    controlPlane.regions = { home: { apis: { shop: api(['/test', 'GET', lambda('west')]) } } };
    pass(2001);
    let open: (value?: unknown) => void = () => {};
    controlPlane.gate = new Promise((resolve) => {
      open = resolve;
    });
    assert.equal((await call('shop'))?.behind, undefined);
    open();
    await settle();
    await settle();
    assert.equal((await call('shop'))?.behind?.region, 'west');
  });

  it('finds a method that was added past the gateway', async () => {
    const { controlPlane, call, pass } = setUp({ home: { apis: { shop: api(['/test', 'GET']) } } });
    assert.equal((await call('shop', '/new'))?.resourcePath, undefined);
    controlPlane.regions = { home: { apis: { shop: api(['/new', 'GET']) } } };
    pass(2001);
    assert.equal((await call('shop', '/new'))?.resourcePath, '/new');
  });

  it('keeps what it knows while the control plane is down, and asks it no more than once a second', async () => {
    const { controlPlane, call, asked, pass } = setUp({ home: shop });
    await call('shop');
    asked();
    controlPlane.isDown = true;
    pass(100_000);
    assert.equal((await call('shop'))?.resourcePath, '/test');
    assert.equal((await call('shop'))?.resourcePath, '/test');
    assert.deepEqual(asked(), ['apis home', 'api home shop']);
    controlPlane.isDown = false;
    controlPlane.regions = {};
    pass(1001);
    assert.equal(await call('shop'), undefined);
  });

  it('knows an API without the method that was called, or without the stage', async () => {
    const { catalog, call } = setUp({ home: { apis: { shop: api(['/test', 'GET']) } } });
    assert.deepEqual(await call('shop', '/test', 'PUT'), {
      region: 'home',
      apiId: 'shop',
      stage: 'local',
      path: '/test',
    });
    const route = await catalog.route({ kind: 'api', apiId: 'shop', stage: 'dev', path: '/test' }, 'GET');
    assert.equal(route?.resourcePath, undefined);
  });
});

describe('a custom domain of an upstream', () => {
  const mapped = (basePath: string): BasePath => ({ basePath, restApiId: 'shop', stage: 'local' });

  it('leads by its base path to the API', async () => {
    const { visit } = setUp({
      home: { ...shop, domains: { 'shop.example.com': [mapped('v2'), mapped('(none)')] } },
    });
    const { domainPath, path, resourcePath, domain } = (await visit('Shop.Example.com', '/v2/test')) ?? {};
    assert.deepEqual([domain, domainPath, path, resourcePath], ['shop.example.com', '/v2', '/test', '/test']);
    assert.deepEqual((await visit('shop.example.com', '/test'))?.domainPath, '');
  });

  it('answers from the home region, else from the one seen first', async () => {
    const both = { ...shop, domains: { 'shop.example.com': [mapped('(none)')] } };
    const { catalog, controlPlane, visit } = setUp({ b: both, a: both });
    catalog.saw('b');
    catalog.saw('a');
    assert.equal((await visit('shop.example.com', '/test'))?.region, 'b');
    controlPlane.regions = { a: both, b: both, home: both };
    catalog.written('home');
    assert.equal((await visit('shop.example.com', '/test'))?.region, 'home');
  });

  it('is known by its exact name before a wildcard', async () => {
    const wide = { ...shop, domains: { '*.example.com': [mapped('(none)')] } };
    const exact = { ...shop, domains: { 'shop.example.com': [mapped('(none)')] } };
    const { catalog, visit } = setUp({ home: wide, far: exact });
    catalog.saw('far');
    assert.equal((await visit('shop.example.com', '/test'))?.region, 'far');
    assert.equal((await visit('other.example.com', '/test'))?.domain, '*.example.com');
  });

  it('without a mapping for the path still counts as one of its region', async () => {
    const { visit } = setUp({ home: { domains: { 'shop.example.com': [] } } });
    assert.deepEqual(await visit('shop.example.com', '/x'), {
      region: 'home',
      domain: 'shop.example.com',
      apiId: '',
      stage: '',
      path: '/x',
    });
  });

  it('is unknown to an emulator that has no custom domains', async () => {
    const { controlPlane, visit, call } = setUp({ home: shop });
    controlPlane.domains = () => Promise.reject(new Error('NotImplemented'));
    assert.equal(await visit('shop.example.com', '/'), undefined);
    assert.equal((await call('shop'))?.resourcePath, '/test');
  });
});
