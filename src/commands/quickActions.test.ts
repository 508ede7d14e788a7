import assert from 'node:assert/strict';
import type { EngineStatus } from '../core/engines/engine';
import { readyStatus } from '../core/engines/fakeStatus';
import type { FaultsState } from '../core/faults/faultsState';
import { quickActions } from './quickActions';

const ready = readyStatus();
const calm: FaultsState = { available: true, rules: [], latencyMs: 0 };

const offered = (engine: EngineStatus, faults = calm) =>
  quickActions(engine, faults).map(({ label }) => label.replace(/^\$\(.*?\) /, ''));

describe('quickActions', () => {
  it('offers to halt first, while a fault or latency is active', () => {
    assert.equal(offered(ready, { ...calm, latencyMs: 400 })[0], 'Halt All');
    assert.equal(
      offered(ready, { ...calm, rules: [{ rule: {}, index: 0, owner: 'foreign' }] })[0],
      'Halt All',
    );
    assert.ok(!offered(ready).includes('Halt All'));
  });

  it('offers only what is possible', () => {
    assert.deepEqual(offered({ state: 'stopped' }), ['Start Engine', 'Deploy', 'Select Engine…', 'Show Log']);
    assert.deepEqual(offered({ state: 'failed', reason: 'It died.' }), [
      'Start Engine',
      'Deploy',
      'Select Engine…',
      'Show Log',
    ]);
    assert.deepEqual(offered({ state: 'starting', detail: '' }), ['Stop Engine', 'Show Log']);
    assert.deepEqual(offered({ ...ready, state: 'without-chaos' }), [
      'Put the Gateway in Front',
      'Deploy',
      'Stop Engine',
      'Select Engine…',
      'Show Log',
    ]);
  });
});
