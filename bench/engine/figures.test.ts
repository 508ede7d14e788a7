import assert from 'node:assert/strict';
import { figuresOf, type Measured } from './figures';
import type { EntryName } from './lineUp';

const rates: Partial<Record<EntryName, number>> = {
  plain: 100,
  mock: 40,
  lambda: 10,
  offline: 4,
  proxy: 20,
  pass: 17,
  rules: 17,
  nginx: 42.5,
};

const measured = (change: Partial<Measured> = {}): Measured => ({
  load: new Map(
    Object.entries(rates).map(([name, requestsPerSecond]) => [
      name as EntryName,
      [1, 2, 3].map((round) => ({ requestsPerSecond: requestsPerSecond * round, cpuUs: 10 * round })),
    ]),
  ),
  latency: { behind: [{ p50: 1, p99: 2 }], proxy: [{ p50: 1, p99: 4 }], pass: [{ p50: 1, p99: 5 }] },
  startMs: { node: [10, 12, 11], engine: [44], gateway: [50] },
  residentBytes: { proxy: [100], pass: [160] },
  identifyNs: new Map([['a path', [100, 300, 200]]]),
  table: [{ ms: 5, bytes: 1_000_000 }],
  ...change,
});

const failed = (change: Partial<Measured>): string[] =>
  figuresOf(measured(change))
    .filter(({ ok }) => !ok)
    .map(({ name }) => name);

describe('the figures of the engine', () => {
  it('are held to their limits, which may just be reached', () => {
    assert.deepEqual(failed({}), []);
    assert.deepEqual(
      figuresOf(measured()).map((figure) => figure.measured),
      ['× 0.40', '× 2.50', '× 0.85', '× 0.40', '× 1.00', '0.0 %', '× 1.50', '× 4.00', '× 4.55', '× 1.60'],
    );
  });

  it('fail when one is beyond', () => {
    assert.match(failed({ residentBytes: { proxy: [100], pass: [161] } }).join(), /^resident/);
    assert.match(
      failed({ startMs: { node: [10], engine: [41], gateway: [1] } }).join(),
      /^start of the engine, /,
    );
  });

  it('compare idle rules round by round', () => {
    const load = new Map(measured().load);
    load.set(
      'rules',
      [1, 2, 3].map((round) => ({ requestsPerSecond: 1, cpuUs: 10.4 * round })),
    );
    assert.match(failed({ load }).join(), /idle rules/);
  });

  it('are not failed by a rival that is not here', () => {
    const load = new Map(measured().load);
    load.delete('nginx');
    const [nginx] = figuresOf(measured({ load })).filter(({ name }) => name.includes('nginx'));
    assert.deepEqual([nginx?.measured, nginx?.ok], ['not measured here', true]);
  });
});
