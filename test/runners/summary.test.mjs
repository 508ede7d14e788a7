import assert from 'node:assert/strict';
import { summarize, totalOf } from './summary.mjs';

const pass = (title) => ({ type: 'pass', title, path: ['a', title], depth: 1, durationMs: 1 });
const skip = (title, reason) => ({ type: 'skip', title, path: ['a', title], depth: 1, reason });
const fail = (title, error) => ({ type: 'fail', title, path: ['a', title], depth: 1, error });

describe('summarize', () => {
  const results = [
    { name: 'unit', durationMs: 1400, events: [pass('one'), fail('two', 'broken\nat x'), { type: 'end' }] },
    {
      name: 'tools',
      durationMs: 2600,
      events: [skip('three', 'no terraform'), skip('four', 'no terraform')],
    },
    { name: 'e2e', durationMs: 0, events: [], problem: 'The suite has no tests.' },
  ];

  it('shows every failure and every skip with its reason, and ends with the totals alone', () => {
    assert.equal(
      summarize(results),
      `
unit         1 passed, 1 failed, 0 skipped  (1 s)
tools        0 passed, 0 failed, 2 skipped  (3 s)
e2e          0 passed, 1 failed, 0 skipped  (0 s)

Failed:
1) [unit] a › two
   broken
   at x
2) [e2e] The suite has no tests.

Skipped:
[tools] no terraform:
   a › three
   a › four

1 passed, 2 failed, 2 skipped
`,
    );
  });

  it('counts a suite that did not come to its end as a failure', () => {
    const cutOff = { name: 'unit', durationMs: 0, events: [pass('one')], problem: 'It ended early.' };
    assert.deepEqual(totalOf([cutOff]), { passed: 1, failed: 1, skipped: 0 });
  });
});
