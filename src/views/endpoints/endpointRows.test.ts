import assert from 'node:assert/strict';
import type { Endpoint, EndpointState } from '../../core/endpoints/endpoint';
import { RowKind } from '../../extension/contributions';
import type { Row } from '../row';
import { endpointRows } from './endpointRows';

const endpoint = (path: string, more: Partial<Endpoint> = {}): Endpoint => ({
  id: `us-east-1/a1/local GET ${path}${more.domain ?? ''}`,
  region: 'us-east-1',
  apiId: 'a1',
  apiName: 'chaos-example',
  stage: 'local',
  method: 'GET',
  path,
  url: `http://127.0.0.1:4566/_aws/execute-api/a1/local${path}`,
  integration: { kind: 'mock' },
  probeable: true,
  ...more,
});

const hello: Partial<Endpoint> = {
  integration: { kind: 'lambda', functionName: 'chaos-example-local-hello', region: 'us-east-1' },
};
const domain: Partial<Endpoint> = { domain: 'shop.example.com', host: 'shop.example.com' };

const healthy = (of: Endpoint): EndpointState => ({
  endpoint: of,
  health: 'healthy',
  samples: [{ at: 0, status: 200, durationMs: 12, injected: false }],
  p95Ms: 18,
});

const failing = (of: Endpoint): EndpointState => ({
  endpoint: of,
  health: 'failing',
  samples: [{ at: 0, status: 502, durationMs: 3, injected: true }],
  p95Ms: 3,
});

const state = (...endpoints: EndpointState[]) => ({ endpoints, stale: false, discovered: true });

/** As a person sees it: one line a row. */
const drawn = (rows: readonly Row[], indent = ''): string[] =>
  rows.flatMap(({ label, description, icon, children = [] }) => [
    `${indent}[${icon?.id}] ${label} | ${description}`,
    ...drawn(children, `${indent}  `),
  ]);

describe('endpointRows', () => {
  it('shows region, API by its stage and by its domain, and what each endpoint answers', () => {
    const west = { ...hello, region: 'us-west-2', id: 'us-west-2/b2/local GET /v1/hello', apiId: 'b2' };
    const rows = endpointRows(
      state(
        healthy(endpoint('/test')),
        failing(endpoint('/v1/hello', hello)),
        failing(endpoint('/v1/hello', { ...hello, ...domain })),
        healthy(endpoint('/v1/hello', west)),
      ),
    );
    assert.deepEqual(drawn(rows), [
      '[globe] us-east-1 | 2 of 3 endpoints failing',
      '  [server] chaos-example | stage local',
      '    [pass-filled] GET /test | 200 · 12 ms · Mock · p95 18 ms ▁',
      '    [error] GET /v1/hello | 502 injected · 3 ms · λ hello · p95 3 ms ×',
      '  [link] shop.example.com | custom domain',
      '    [error] GET /v1/hello | 502 injected · 3 ms · λ hello · p95 3 ms ×',
      '[globe] us-west-2 | 1 endpoint',
      '  [server] chaos-example | stage local',
      '    [pass-filled] GET /v1/hello | 200 · 12 ms · λ hello · p95 18 ms ▁',
    ]);
  });

  it('says what is not probed, and why there was no answer', () => {
    const silent: EndpointState = {
      endpoint: endpoint('/test'),
      health: 'failing',
      samples: [{ at: 0, error: 'timeout', durationMs: 30_000, injected: false }],
    };
    const post: EndpointState = {
      endpoint: endpoint('/orders', { method: 'POST', probeable: false }),
      health: 'unknown',
      samples: [],
    };
    assert.deepEqual(drawn(endpointRows(state(silent, post))).slice(2), [
      '    [error] GET /test | timeout · 30000 ms · Mock ×',
      '    [circle-outline] POST /orders | Mock · not probed',
    ]);
  });

  it('greys what is only the last known, and says so', () => {
    const [region] = endpointRows({ ...state(healthy(endpoint('/test'))), stale: true });
    const row = region?.children?.[0]?.children?.[0];
    assert.equal(row?.description, 'last known · 200 · 12 ms · Mock · p95 18 ms ▁');
    assert.deepEqual(row?.icon, { id: 'pass-filled', color: 'disabledForeground' });
  });

  it('offers the browser only for what it can open: no Host header, GET, no path parameters', () => {
    const kinds = [
      endpoint('/test'),
      endpoint('/test', domain),
      endpoint('/x/{id}', { probeable: false }),
    ].map((each) => endpointRows(state(healthy(each)))[0]?.children?.[0]?.children?.[0]?.kind);
    assert.deepEqual(kinds, [RowKind.browsableEndpoint, RowKind.endpoint, RowKind.endpoint]);
  });

  it('keeps two APIs of one name apart', () => {
    const other = endpoint('/test', { apiId: 'a2', id: 'us-east-1/a2/local GET /test' });
    const ids = endpointRows(state(healthy(endpoint('/test')), healthy(other)))[0]?.children?.map(
      ({ id }) => id,
    );
    assert.deepEqual(ids, ['us-east-1/a1/local', 'us-east-1/a2/local']);
  });
});
