import assert from 'node:assert/strict';
import { runningText } from './runningText';

const run = { file: '/w/a.chaos.yaml', title: 'A region fails' };

describe('runningText', () => {
  it('says what a run does now', () => {
    const startedAt = 1;
    assert.deepEqual(
      [
        runningText(run),
        runningText({ ...run, startedAt, dry: 'pause' }),
        runningText({ ...run, startedAt, phase: 'before' }),
        runningText({ ...run, startedAt, phase: 'method', activity: 'Fail Lambda' }),
      ],
      [
        'A region fails: waiting to begin…',
        'A region fails (dry run): beginning…',
        'A region fails: steady state before',
        'A region fails: method, Fail Lambda',
      ],
    );
  });
});
