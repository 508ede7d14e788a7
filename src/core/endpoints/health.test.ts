import assert from 'node:assert/strict';
import type { Sample } from './endpoint';
import { healthOf, isFailure, windowOf } from './health';

const sample = (status: number | undefined, more: Partial<Sample> = {}): Sample => ({
  at: 0,
  durationMs: 10,
  injected: false,
  ...(status === undefined ? { error: 'timeout' } : { status }),
  ...more,
});

const ok = sample(200);
const bad = sample(502);

describe('healthOf', () => {
  it('is unknown before the first sample', () => {
    assert.equal(healthOf([]), 'unknown');
  });

  it('is failing when all failed, degraded when some did, healthy when none did', () => {
    assert.deepEqual(
      [[ok], [bad], [ok, bad], [bad, ok], [bad, bad, bad], [ok, ok]].map((samples) => healthOf(samples)),
      ['healthy', 'failing', 'degraded', 'degraded', 'failing', 'healthy'],
    );
  });

  it('looks at the last five only', () => {
    assert.equal(healthOf([bad, ok, ok, ok, ok, ok]), 'healthy');
    assert.equal(healthOf([ok, bad, bad, bad, bad, bad]), 'failing');
  });

  it('begins anew at a change, once there is a sample after it', () => {
    const before = [sample(200, { at: 1 }), sample(200, { at: 2 })];
    assert.equal(healthOf(before, { sinceMs: 5 }), 'healthy');
    assert.equal(healthOf([...before, sample(502, { at: 6 })], { sinceMs: 5 }), 'failing');
  });

  it('is degraded by a slow answer', () => {
    assert.equal(healthOf([ok, sample(200, { durationMs: 4000 })]), 'degraded');
    assert.equal(healthOf([sample(200, { durationMs: 4000 })], { slowMs: 5000 }), 'healthy');
  });
});

describe('isFailure', () => {
  it('tells the failures of a system from the answers of an application', () => {
    assert.deepEqual(
      [200, 301, 401, 404, 429, 500, 504, undefined].map((status) => isFailure(sample(status))),
      [false, false, false, false, true, true, true, true],
    );
    assert.equal(isFailure(sample(404, { injected: true })), true);
  });
});

describe('windowOf', () => {
  it('has as many samples as asked for, the last ones', () => {
    assert.deepEqual(windowOf([ok, bad, ok], { size: 2 }), [bad, ok]);
  });
});
