import assert from 'node:assert/strict';
import type { BasePath } from '../../../aws/apigateway/customDomain';
import { Catalog } from './catalog';
import type { ControlPlane, ListedApi } from './controlPlane';

interface Region {
  readonly apis?: Readonly<Record<string, ListedApi>>;
  readonly domains?: Readonly<Record<string, readonly BasePath[]>>;
}

const lambda = (region: string) =>
  `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/arn:aws:lambda:${region}:0:function:f/invocations`;

const api = (...methods: (readonly [path: string, name: string, uri?: string])[]): ListedApi => ({
  resources: methods.map(([path, name, uri]) => ({ path, methods: [{ name, ...(uri && { uri }) }] })),
  stages: new Map([['local', {}]]),
});

/** An emulator whose regions the test changes; takes note of what it is asked. */
class FakeControlPlane implements ControlPlane {
  constructor(
    readonly asked: string[],
    private readonly prefix = '',
  ) {}

  regions: Record<string, Region> = {};
  /** Holds every answer back. */
  gate: Promise<unknown> = Promise.resolve();
  isDown = false;

  async apis(region: string) {
    await this.answer(`apis ${region}`);
    return new Set(Object.keys(this.regions[region]?.apis ?? {}));
  }

  async api(region: string, id: string) {
    await this.answer(`api ${region} ${id}`);
    const found = this.regions[region]?.apis?.[id];
    if (found === undefined) throw new Error('NotFoundException');
    return found;
  }

  async domains(region: string) {
    await this.answer(`domains ${region}`);
    return new Map(Object.entries(this.regions[region]?.domains ?? {}));
  }

  close() {}

  private async answer(question: string): Promise<void> {
    this.asked.push(this.prefix + question);
    await this.gate;
    if (this.isDown) throw new Error('ECONNREFUSED');
  }
}

function setUp(regions: Record<string, Region> = {}, named: readonly string[] = []) {
  const questions: string[] = [];
  const controlPlane = new FakeControlPlane(questions);
  const http = new FakeControlPlane(questions, 'http ');
  controlPlane.regions = regions;
  let now = 0;
  const controlPlanes = { rest: controlPlane, http };
  const catalog = new Catalog({ controlPlanes, regions: named, homeRegion: 'home', now: () => now });
  return {
    catalog,
    controlPlane,
    http,
    asked: () => questions.splice(0),
    pass: (ms: number) => {
      now += ms;
    },
    call: (apiId: string, path = '/test', method = 'GET') =>
      catalog.route({ kind: 'api', apiId, stage: 'local', path }, method),
    visit: (host: string, path: string) => catalog.route({ kind: 'domain', host, path }, 'GET'),
  };
}

const shop = { apis: { shop: api(['/test', 'GET'], ['/{proxy+}', 'ANY', lambda('home')]) } };

/** Lets readings that nobody waits for come to their end. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

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
