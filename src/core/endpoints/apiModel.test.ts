import assert from 'node:assert/strict';
import { type DiscoveredRegion, endpointsOf } from './apiModel';

const engine = 'http://127.0.0.1:4566';

const region: DiscoveredRegion = {
  region: 'us-east-1',
  apis: [
    {
      id: 'a1',
      name: 'shop',
      stages: ['local', 'next'],
      methods: [
        { method: 'GET', path: '/v1/hello', integration: { type: 'MOCK' } },
        { method: 'ANY', path: '/{proxy+}' },
        { method: 'POST', path: '/v1/hello' },
      ],
    },
  ],
  mappings: [],
};

const shape = (discovered: DiscoveredRegion) =>
  endpointsOf(discovered, engine)
    .filter(({ path, method }) => path === '/v1/hello' && method === 'GET')
    .map(({ id, url, host }) => [id, url, host]);

describe('endpointsOf', () => {
  it('gives every method of every stage by its stage URL', () => {
    assert.deepEqual(endpointsOf(region, engine)[0], {
      id: 'us-east-1/a1/local GET /v1/hello',
      region: 'us-east-1',
      apiId: 'a1',
      apiName: 'shop',
      stage: 'local',
      method: 'GET',
      path: '/v1/hello',
      url: 'http://127.0.0.1:4566/_aws/execute-api/a1/local/v1/hello',
      integration: { kind: 'mock' },
      probeable: true,
    });
    assert.equal(endpointsOf(region, engine).length, 6);
  });

  it('probes unasked only what is GET and has no parameters', () => {
    const probeable = endpointsOf(region, engine).filter((endpoint) => endpoint.probeable);
    assert.deepEqual(
      probeable.map(({ id }) => id),
      ['us-east-1/a1/local GET /v1/hello', 'us-east-1/a1/next GET /v1/hello'],
    );
  });

  it('reaches a mapped stage through its custom domain too, at the origin of the engine', () => {
    const mapping = { domain: 'chaos-example.demo.com', basePath: '', apiId: 'a1', stage: 'local' };
    assert.deepEqual(shape({ ...region, mappings: [mapping, { ...mapping, apiId: 'other' }] }), [
      ['us-east-1/a1/local GET /v1/hello', `${engine}/_aws/execute-api/a1/local/v1/hello`, undefined],
      ['us-east-1/chaos-example.demo.com GET /v1/hello', `${engine}/v1/hello`, 'chaos-example.demo.com'],
      ['us-east-1/a1/next GET /v1/hello', `${engine}/_aws/execute-api/a1/next/v1/hello`, undefined],
    ]);
  });

  it('keeps base paths apart, and puts the stage into the path where the mapping names none', () => {
    const mappings = [
      { domain: 'd.com', basePath: 'shop/v2', apiId: 'a1', stage: 'next' },
      { domain: 'd.com', basePath: 'all', apiId: 'a1' },
    ];
    assert.deepEqual(
      shape({ ...region, mappings })
        .filter(([, , host]) => host)
        .map(([id, url]) => [id, url]),
      [
        ['us-east-1/d.com/all/local GET /v1/hello', `${engine}/all/local/v1/hello`],
        ['us-east-1/d.com/shop/v2 GET /v1/hello', `${engine}/shop/v2/v1/hello`],
        ['us-east-1/d.com/all/next GET /v1/hello', `${engine}/all/next/v1/hello`],
      ],
    );
  });

  it('knows the function behind a method, that it is missing, or nothing where Lambda did not tell', () => {
    const details = { runtime: 'nodejs22.x', timeoutMs: 6000, memoryMb: 128 };
    const calls = (name: string) => ({
      type: 'AWS_PROXY',
      uri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:0:function:${name}/invocations`,
    });
    const methods = ['hello', 'gone', `\${stageVariables.name}`].map((name) => ({
      method: 'GET',
      path: `/${name}`,
      integration: calls(name),
    }));
    const apis = [{ id: 'a1', name: 'shop', stages: ['local'], methods }];
    const known = endpointsOf({ ...region, apis, functions: new Map([['hello', details]]) }, engine);
    const named = (functionName: string) => ({ kind: 'lambda', functionName, region: 'us-east-1' });
    assert.deepEqual(
      known.map(({ integration }) => integration),
      [{ ...named('hello'), details }, { ...named('gone'), missing: true }, named(`\${stageVariables.name}`)],
    );
    const unknown = endpointsOf({ ...region, apis }, engine);
    assert.deepEqual(unknown[1]?.integration, named('gone'));
  });
});
