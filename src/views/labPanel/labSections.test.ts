import assert from 'node:assert/strict';
import type { EngineStatus } from '../../core/engines/engine';
import type { FaultsState, RuleView } from '../../core/faults/faultsState';
import { testEndpoint } from '../../core/lab/testEndpoint';
import { labSections } from './labSections';

const capabilities = {
  faults: true,
  effects: true,
  leases: true,
  events: true,
  hitCounts: true,
  product: 'x',
};
const ready: EngineStatus = { state: 'ready', endpoint: 'http://127.0.0.1:4566', capabilities };
const hello = testEndpoint('/v1/hello', 'chaos-example-local-hello', { domain: 'd.com' });

const sections = (engine: EngineStatus, faults: FaultsState) =>
  labSections({
    engine,
    engineKind: 'embedded',
    deploying: false,
    faults,
    regions: ['us-east-1'],
    pending: new Map(),
    load: [],
    lab: {
      lanes: [
        { kind: 'endpoint', id: hello.id, endpoint: hello },
        { kind: 'call', id: 'c', service: 'lambda', operation: '', region: 'us-east-1', internal: true },
      ],
      bands: [],
      explanations: [],
      unaffected: [],
      outcomes: [],
      silentRules: [],
      lostEvents: 0,
      verdict: () => undefined,
      masked: () => undefined,
    },
  });

const rule = (change: Partial<RuleView>): RuleView => ({
  rule: { service: 's3' },
  index: 0,
  owner: 'ours',
  ...change,
});

describe('labSections', () => {
  it('says what runs, or why nothing does', () => {
    const calm: FaultsState = { available: true, rules: [], latencyMs: 0 };
    const gone: FaultsState = { available: false, reason: 'No engine.', rules: [], latencyMs: 0 };
    const base = { name: 'embedded engine', deploying: false, lostEvents: 0 };
    assert.deepEqual(sections(ready, calm).engine, { ...base, state: 'ready', address: '127.0.0.1:4566' });
    assert.deepEqual(sections({ state: 'stopped' }, gone).engine, {
      ...base,
      state: 'stopped',
      detail: 'The engine is not running.',
    });
    assert.equal(sections({ state: 'failed', reason: 'It died.' }, gone).engine.detail, 'It died.');
    assert.deepEqual(sections({ state: 'stopped' }, gone).switches, []);
  });

  it('tells when the last fault ends, unless one has no end', () => {
    const endsAt = (...rules: RuleView[]) => {
      const { faults } = sections(ready, { available: true, rules, latencyMs: 0 });
      return faults.endsAt;
    };
    assert.equal(endsAt(rule({ endsAt: 5 }), rule({ endsAt: 9 })), 9);
    assert.equal(endsAt(rule({ endsAt: 5 }), rule({})), undefined);
    assert.equal(endsAt(), undefined);
  });

  it('names what others have set', () => {
    const { faults } = sections(ready, {
      available: true,
      latencyMs: 0,
      rules: [
        rule({}),
        rule({ owner: 'foreign', rule: { service: 'kinesis', operation: 'PutRecord', probability: 0.3 } }),
        rule({ owner: 'lab', rule: { region: 'r', description: 'chaos-lab:cli' } }),
      ],
    });
    assert.deepEqual(
      faults.others.map(({ label, description }) => [label, description]),
      [
        ['kinesis PutRecord in all regions', '503 · 30 %'],
        ['all of r', '503 · cli'],
      ],
    );
  });

  it('names lanes by what they are of', () => {
    const { lanes } = sections(ready, { available: true, rules: [], latencyMs: 0 });
    assert.deepEqual(
      lanes.map((lane) => [
        lane.title,
        lane.kind === 'endpoint' ? [lane.behind, lane.domain] : lane.internal,
      ]),
      [
        ['GET /v1/hello', ['λ hello', 'd.com']],
        ['lambda.?', true],
      ],
    );
  });
});
