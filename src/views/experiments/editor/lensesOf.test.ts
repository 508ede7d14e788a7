import assert from 'node:assert/strict';
import { type LensInput, lensesOf } from './lensesOf';

const now = new Date(2026, 10, 23, 12, 0).getTime();
const last = {
  label: 'passed',
  isGood: true,
  isDry: false,
  endedAt: new Date(2026, 10, 23, 10, 42).getTime(),
};
const running = { file: '/w/a.chaos.yaml', title: 'A region fails' };

const shown = (input: Partial<LensInput>) =>
  lensesOf({ errors: 0, now, ...input }).map(({ title, action }) => [title, action]);

describe('lensesOf', () => {
  it('offer to run, to run dry and to validate what can be run', () => {
    assert.deepEqual(shown({}), [
      ['$(play) Run', 'run'],
      ['Dry Run', 'dryRun'],
      ['Validate', 'validate'],
    ]);
  });

  it('say how it went last, and open the report', () => {
    assert.deepEqual(shown({ last }).at(-1), ['$(pass) passed 10:42', 'openReport']);
    assert.deepEqual(shown({ last: { ...last, label: 'deviated', isGood: false, isDry: true } }).at(-1), [
      '$(warning) deviated (dry run) 10:42',
      'openReport',
    ]);
  });

  it('count the errors of what cannot be run, and offer nothing else', () => {
    assert.deepEqual(shown({ errors: 1, last }), [['$(error) Validate: 1 error', 'validate']]);
    assert.deepEqual(shown({ errors: 12 }), [['$(error) Validate: 12 errors', 'validate']]);
  });

  it('offer to cancel what runs or waits, even while the file is being broken', () => {
    assert.deepEqual(shown({ running: { ...running, startedAt: 1, phase: 'method' }, errors: 1, last }), [
      ['$(debug-stop) Cancel', 'cancel'],
      ['$(sync~spin) method', undefined],
    ]);
    assert.deepEqual(shown({ running }).at(-1), ['$(sync~spin) waiting to begin…', undefined]);
  });
});
