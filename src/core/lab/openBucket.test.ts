import assert from 'node:assert/strict';
import { OpenBucket } from './openBucket';

describe('OpenBucket', () => {
  it('sums up what it has taken so far, each time it is looked at', () => {
    const open = new OpenBucket(100);
    open.add({ at: 100, status: 200, durationMs: 8, injected: false });
    const before = open.bucket;
    open.add({ at: 101, status: 503, durationMs: 2, injected: true });
    open.add({ at: 102, status: 404, durationMs: 4, injected: false });
    assert.deepEqual(before.counts, { ok: 1, client: 0, server: 0, none: 0 });
    assert.deepEqual(open.bucket, {
      from: 100,
      counts: { ok: 1, client: 1, server: 1, none: 0 },
      injected: 1,
      minMs: 2,
      medianMs: 4,
      maxMs: 8,
    });
  });

  it('counts all of very many marks, and takes the median of the last', () => {
    const open = new OpenBucket(0);
    for (let at = 0; at < 5000; at++) open.add({ at, status: 200, durationMs: at, injected: false });
    assert.equal(open.bucket.counts.ok, 5000);
    assert.equal(open.bucket.medianMs, 4899);
  });
});
