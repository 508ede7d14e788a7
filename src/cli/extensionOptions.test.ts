import assert from 'node:assert/strict';
import { latencyRange } from './extensionOptions';

describe('a latency on the command line', () => {
  it('is a time, a range or a distribution', () => {
    assert.deepEqual(latencyRange('200'), { min: 200, max: 200 });
    assert.deepEqual(latencyRange('200ms'), { min: 200, max: 200 });
    assert.deepEqual(latencyRange('100-300'), { min: 100, max: 300 });
    assert.deepEqual(latencyRange('0.5ms-2.5ms'), { min: 0.5, max: 2.5 });
    assert.deepEqual(latencyRange('normal:200,50'), { distribution: 'normal', mean: 200, deviation: 50 });
    assert.deepEqual(latencyRange('lognormal:80,0.4'), { distribution: 'lognormal', median: 80, sigma: 0.4 });
  });

  for (const text of ['', 'slow', '-5', '100-', '1-2-3', '5s', 'normal:200', 'pareto:1,2', '1e3']) {
    it(`is not "${text}"`, () => assert.throws(() => latencyRange(text), /Give milliseconds: 200, 100-300/));
  }
});
