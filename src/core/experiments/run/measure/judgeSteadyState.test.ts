import assert from 'node:assert/strict';
import { describeUnmet } from './describeVerdict';
import { judgeSteadyState } from './judgeSteadyState';
import type { Sample } from './sampler';

const state = {
  window: 60,
  requestsPerSecond: 10,
  confidence: 0.999,
  errorRate: { atMost: 0.01 },
  latency: { percentile: 95, atMostMs: 500 },
};

const samples = (count: number, isGood: boolean): Sample[] =>
  Array.from({ length: count }, (_, at) => ({ endpoint: 'e', at, durationMs: 5, isGood }));

describe('judgeSteadyState', () => {
  it('knows nothing where nothing was answered, and says so', () => {
    const verdict = judgeSteadyState(
      'e',
      state,
      samples(9, true).map((each) => ({ ...each, endpoint: 'x' })),
    );
    assert.deepEqual(verdict, {
      endpoint: 'e',
      confidence: 0.999,
      requests: 0,
      bad: 0,
      met: false,
      errorRate: { value: 1, upper: 1, atMost: 0.01, met: false },
      latency: { percentile: 95, valueMs: null, upperMs: null, atMostMs: 500, met: false },
    });
    assert.match(
      describeUnmet(verdict),
      /too few good answers to know percentile 95 with a confidence of 99\.9 %/,
    );
  });

  it('is not met when all answers were bad, however fast they were', () => {
    const { met, bad, errorRate, latency } = judgeSteadyState('e', state, samples(5000, false));
    assert.deepEqual([met, bad, errorRate?.value, errorRate?.upper], [false, 5000, 1, 1]);
    assert.deepEqual([latency?.met, latency?.valueMs, latency?.upperMs], [false, null, null]);
  });

  it('is met at a high confidence from as many good answers as that needs, and from none fewer', () => {
    assert.equal(judgeSteadyState('e', state, samples(688, true)).met, true);
    assert.equal(judgeSteadyState('e', state, samples(687, true)).met, false);
  });
});
