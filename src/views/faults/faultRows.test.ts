import assert from 'node:assert/strict';
import type { Endpoint } from '../../core/endpoints/endpoint';
import type { EngineStatus } from '../../core/engines/engine';
import { everything, readyStatus } from '../../core/engines/fakeStatus';
import type { RuleView } from '../../core/faults/faultsState';
import type { FaultRule } from '../../core/faults/rule';
import type { Row } from '../row';
import { type FaultRowsInput, faultRows } from './faultRows';
import { scopeKey } from './faultTarget';

const now = Date.parse('2026-11-23T12:00:00Z');

const view = (rule: FaultRule, index: number, more: Partial<RuleView> = {}): RuleView => ({
  rule,
  index,
  owner: 'ours',
  ...more,
});

const ready = readyStatus();

const input = (rules: readonly RuleView[], more: Partial<FaultRowsInput> = {}): FaultRowsInput => ({
  engine: { current: ready, kind: 'embedded' },
  faults: { available: true, rules, latencyMs: 0 },
  regions: ['us-east-1'],
  endpoints: [],
  pending: new Map(),
  now,
  ...more,
});

/** As a person sees it: one line a row, `>` where it is closed. */
const drawn = (rows: readonly Row[], indent = ''): string[] =>
  rows.flatMap(({ label, description, checked, children = [], expanded }) => {
    const box = checked === undefined ? '   ' : checked ? '[x]' : '[ ]';
    const line = `${indent}${box} ${label}${description ? ` | ${description}` : ''}`;
    if (children.length > 0 && !expanded) return [`${line} >`];
    return [line, ...drawn(children, `${indent}  `)];
  });

const find = (rows: readonly Row[], ...path: string[]): Row | undefined => {
  const [first, ...rest] = path;
  const row = rows.find(({ label }) => label === first);
  return rest.length === 0 ? row : find(row?.children ?? [], ...rest);
};

describe('faultRows', () => {
  it('shows a switch for each region, service and operation, and for all regions', () => {
    assert.deepEqual(drawn(faultRows(input([]))), [
      '[ ] us-east-1',
      '  [ ] apigateway >',
      '  [ ] lambda >',
      '[ ] All regions >',
      '    Latency | none',
    ]);
    const operations = find(faultRows(input([])), 'us-east-1', 'lambda')?.children?.map(({ label }) => label);
    assert.deepEqual(operations, ['Invoke', 'GetFunction', 'ListFunctions']);
  });

  it('says what a rule of ours does and did, and opens the way to it', () => {
    const rule = {
      region: 'us-east-1',
      service: 'lambda',
      operation: 'GetFunction',
      probability: 0.3,
      error: { statusCode: 429, code: 'TooManyRequestsException' },
    };
    const rows = faultRows(input([view(rule, 0, { endsAt: now + 271_000, hits: 18, matches: 61 })]));
    assert.deepEqual(drawn(rows).slice(0, 7), [
      '[ ] us-east-1',
      '  [ ] apigateway >',
      '  [ ] lambda',
      '    [ ] Invoke',
      '    [x] GetFunction | 429 TooManyRequestsException · 30 % · 04:31 · hits 18 of 61',
      '    [ ] ListFunctions',
      '[ ] All regions >',
    ]);
  });

  it('tells of every switch below a rule which rule covers it', () => {
    const rows = faultRows(input([view({ region: 'us-east-1', service: 'lambda' }, 0)]));
    assert.equal(find(rows, 'us-east-1', 'lambda')?.checked, true);
    assert.equal(find(rows, 'us-east-1', 'lambda', 'Invoke')?.description, 'covered by lambda');
    assert.equal(find(rows, 'us-east-1', 'lambda', 'Invoke')?.checked, false);
    assert.equal(find(rows, 'us-east-1', 'apigateway')?.description, '');
  });

  it('knows that the first rule decides: a narrower one that comes first is not covered', () => {
    const wide = { region: 'us-east-1' };
    const narrow = { region: 'us-east-1', service: 'lambda' };
    const narrowFirst = faultRows(input([view(narrow, 0), view(wide, 1)]));
    const wideFirst = faultRows(input([view(wide, 0), view(narrow, 1)]));
    assert.equal(find(narrowFirst, 'us-east-1', 'lambda')?.description, '503');
    assert.equal(find(wideFirst, 'us-east-1', 'lambda')?.description, '503 · covered by us-east-1');
  });

  it('shows what others have set, and who, and leaves their switches off', () => {
    const foreign = view({ service: 'kinesis', operation: 'PutRecord', probability: 0.3 }, 0, {
      owner: 'foreign',
    });
    const cli = view({ region: 'us-east-1', description: 'chaos-lab:cli' }, 1, { owner: 'lab' });
    const rows = faultRows(input([foreign, cli]));
    assert.equal(find(rows, 'us-east-1')?.checked, false);
    assert.equal(find(rows, 'us-east-1')?.kind, 'scope');
    assert.deepEqual(drawn(find(rows, 'Set by others')?.children ?? []), [
      '    kinesis PutRecord in all regions | 503 · 30 %',
      '    all of us-east-1 | 503 · cli',
    ]);
  });

  it('makes a switch for what was added by name, wherever it is', () => {
    const rows = faultRows(
      input([view({ region: 'eu-west-1', service: 'dynamodb', operation: 'PutItem' }, 0)]),
    );
    assert.equal(find(rows, 'eu-west-1', 'dynamodb', 'PutItem')?.checked, true);
    assert.equal(find(rows, 'us-east-1', 'dynamodb'), undefined);
  });

  it('shows a click at once, before the engine has answered', () => {
    const pending = new Map([[scopeKey({ region: 'us-east-1' }), true]]);
    assert.equal(find(faultRows(input([], { pending })), 'us-east-1')?.checked, true);
  });

  it('tells how many endpoints a service stands before', () => {
    const endpoint = (kind: 'mock' | 'lambda', region: string) =>
      ({ region, integration: { kind, functionName: 'f', region } }) as unknown as Endpoint;
    const endpoints = [
      endpoint('mock', 'us-east-1'),
      endpoint('lambda', 'us-east-1'),
      endpoint('lambda', 'us-west-2'),
    ];
    const rows = faultRows(input([], { endpoints }));
    assert.equal(find(rows, 'us-east-1', 'apigateway')?.description, '2 endpoints');
    assert.equal(find(rows, 'us-east-1', 'lambda')?.description, '1 endpoint');
    assert.equal(find(rows, 'All regions', 'apigateway')?.description, '3 endpoints');
  });

  const off = { available: false, reason: 'Not running.', rules: [], latencyMs: 0 };

  it('shows the latency, and nothing at all without an engine', () => {
    const slow = input([], { faults: { available: true, rules: [], latencyMs: 400 } });
    assert.equal(find(faultRows(slow), 'Latency')?.description, '400 ms on every request');
    const stopped = { current: { state: 'stopped' }, kind: 'embedded' } as const;
    assert.deepEqual(faultRows(input([], { faults: off, engine: stopped })), []);
  });

  it('greys the latency, and says why, where the engine has no effects', () => {
    const current = { ...ready, capabilities: { ...everything, effects: false, product: 'Floci 1.5.12' } };
    const latency = find(faultRows(input([], { engine: { current, kind: 'external' } })), 'Latency');
    assert.deepEqual(
      [latency?.kind, latency?.description, latency?.dimmed],
      ['unavailable', 'not available', true],
    );
    assert.match(latency?.tooltip ?? '', /^Floci 1\.5\.12 cannot delay requests/);
  });

  it('says what a rule does that gives no error', () => {
    const latency = { min: 100, max: 300 };
    const rule = { region: 'us-east-1', service: 'lambda', latency, count: 3 };
    const rows = faultRows(input([view(rule, 0, { hits: 1, matches: 2 })]));
    const row = find(rows, 'us-east-1', 'lambda');
    assert.equal(row?.description, 'delay of 100 to 300 ms, first 3 calls · hits 1 of 2');
    assert.match(row?.tooltip ?? '', /- To every request that fits: delay of 100 to 300 ms, first 3 calls/);
  });

  it('says that hits counted from a log are not exact', () => {
    const rule = { region: 'us-east-1', service: 'lambda' };
    const rows = faultRows(input([view(rule, 0, { hits: 18, approximate: true })]));
    const row = find(rows, 'us-east-1', 'lambda');
    assert.equal(row?.description, '503 · hits about 18');
    assert.match(row?.tooltip ?? '', /Counted from the emulator's log, which names neither rule nor region/);
  });

  it('greys all switches without chaos: no checkbox, the reason, and first what helps', () => {
    const reason = 'LocalStack 2026.4.0 runs without the Chaos API: its licence does not include it.';
    const current: EngineStatus = { ...ready, state: 'without-chaos', reason };
    const rows = faultRows(input([], { faults: off, engine: { current, kind: 'localstack' } }));
    assert.deepEqual(drawn(rows), [
      '    Put the Gateway in Front',
      '    Set LocalStack Token',
      '    Select Engine…',
      '    us-east-1',
      '      apigateway >',
      '      lambda >',
      '    All regions >',
      '    Latency | not available',
    ]);
    const lambda = find(rows, 'us-east-1', 'lambda');
    assert.deepEqual(
      [lambda?.kind, lambda?.dimmed, lambda?.tooltip, lambda?.target],
      ['unavailable', true, reason, undefined],
    );
  });
});
