import assert from 'node:assert/strict';
import type { SteadyStateRun } from '../run/journal';
import { progressLines } from './progressLines';
import { answered, hello, neverStartedJournal, test, unanswered } from './testJournal';

describe('progressLines', () => {
  it('tells each step when it is over, with what came and how long it took', () => {
    assert.deepEqual(
      [
        { kind: 'phase', phase: 'before' } as const,
        { kind: 'started', phase: 'before', name: 'GET /test', type: 'probe' } as const,
        { kind: 'ended', phase: 'before', entry: answered(test, 0, 200, true) } as const,
        {
          kind: 'ended',
          phase: 'method',
          entry: unanswered(test, 0, ['Timeout: it took too long\n']),
        } as const,
        { kind: 'ended', phase: 'during', entry: answered(test, 0, 200, true) } as const,
        { kind: 'ended', phase: 'during', entry: answered(hello, 0, 502, false) } as const,
        { kind: 'log', level: 'warning', message: 'Controls have no effect here.' } as const,
        { kind: 'log', level: 'info', message: 'A lease was taken.' } as const,
      ].flatMap(progressLines),
      [
        '  Steady state before',
        '    ✓ GET /test: 200 (10 ms)',
        '    ✗ GET /test: It could not be done: Timeout: it took too long. (3 s)',
        '    ✗ meanwhile: GET /v1/hello: It answered 502, expected 200. (10 ms)',
        '    warning: Controls have no effect here.',
      ],
    );
  });

  it('says when nothing is tested', () => {
    const steadyState = neverStartedJournal.steady_states.before as SteadyStateRun;
    assert.deepEqual(progressLines({ kind: 'hypothesis', phase: 'before', steadyState }), [
      '    The steady state is not met, so that nothing is tested.',
    ]);
    assert.deepEqual(progressLines({ kind: 'hypothesis', phase: 'after', steadyState }), []);
  });
});
