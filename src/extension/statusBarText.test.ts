import assert from 'node:assert/strict';
import type { EngineStatus } from '../core/engines/engine';
import { readyStatus } from '../core/engines/fakeStatus';
import type { FaultsState, RuleView } from '../core/faults/faultsState';
import { statusBarText } from './statusBarText';

const now = 1_000_000;
const stopped: EngineStatus = { state: 'stopped' };
const rule = (service: string, endsAt?: number): RuleView => ({
  rule: { service },
  index: 0,
  owner: 'ours',
  ...(endsAt === undefined ? {} : { endsAt }),
});
const faults = (rules: readonly RuleView[], latencyMs = 0): FaultsState => ({
  available: true,
  rules,
  latencyMs,
});

const look = (engine: EngineStatus, state: FaultsState, loadPerSecond = 0) =>
  statusBarText({ engine, faults: state, loadPerSecond }, now);
const text = (state: FaultsState) => look(stopped, state).text;

describe('statusBarText', () => {
  it('is off, and no alarm, while nothing is active', () => {
    const { text, alarm, tooltip } = look(stopped, faults([]));
    assert.deepEqual([text, alarm, tooltip], ['Chaos: off', false, 'The engine is not running.']);
  });

  it('counts the faults, and the time until the last one ends', () => {
    const both = faults([rule('lambda', now + 60_000), rule('apigateway', now + 271_000)]);
    assert.equal(text(both), '$(flame) Chaos: 2 faults 04:31');
    assert.equal(look(stopped, both).alarm, true);
  });

  it('tells of load, with and without faults', () => {
    assert.equal(look(stopped, faults([]), 40).text, 'Chaos: off, load 40/s');
    const { text, tooltip } = look(stopped, faults([rule('lambda')]), 0.5);
    assert.equal(text, '$(flame) Chaos: 1 fault, load 1 each 2 s');
    assert.match(tooltip, /Halt All ends it\.$/);
  });

  it('shows no time while something has no end', () => {
    assert.equal(text(faults([rule('lambda', now + 60_000), rule('sqs')])), '$(flame) Chaos: 2 faults');
    assert.equal(text(faults([rule('lambda', now + 60_000)], 400)), '$(flame) Chaos: 1 fault +400 ms');
    assert.equal(text(faults([], 400)), '$(flame) Chaos: +400 ms');
  });

  const ready = readyStatus({ capabilities: { product: 'LocalStack 2026.4.0' } });
  const shown = (engine: EngineStatus) => {
    const { text, tooltip } = look(engine, faults([]));
    return [text, tooltip];
  };

  it('says who serves, and what the gateway stands in front of', () => {
    assert.deepEqual(shown(ready), [
      'Chaos: off',
      'No fault is active. LocalStack 2026.4.0 serves at http://127.0.0.1:4566.',
    ]);
    const upstream = {
      endpoint: 'http://127.0.0.1:4566',
      product: 'Floci 1.5.12',
      reason: 'Floci 1.5.12 has no Chaos API.',
    };
    assert.deepEqual(shown({ ...ready, endpoint: 'http://127.0.0.1:41234', upstream }), [
      'Chaos: off',
      'No fault is active. The gateway of Chaos Lab serves at http://127.0.0.1:41234, in front of Floci 1.5.12 at ' +
        'http://127.0.0.1:4566. Floci 1.5.12 has no Chaos API.',
    ]);
  });

  it('says what keeps the engine from its work', () => {
    assert.deepEqual(shown({ state: 'failed', reason: 'It ended.' }), ['$(warning) Chaos: off', 'It ended.']);
    assert.deepEqual(shown({ ...ready, state: 'without-chaos', reason: 'It has no licence.' }), [
      'Chaos: off',
      'LocalStack 2026.4.0 serves at http://127.0.0.1:4566. It has no licence.',
    ]);
    assert.deepEqual(shown({ state: 'starting', detail: 'Pulling the image', progress: 0.426 }), [
      '$(sync~spin) Chaos: starting 42 %',
      'The engine is starting: Pulling the image.',
    ]);
  });

  it('names every fault in the tooltip', () => {
    const { tooltip } = look(stopped, faults([rule('lambda')], 400));
    assert.equal(tooltip, 'lambda in all regions: 503\n\nlatency: 400 ms\n\nClick to halt, or for more.');
  });
});
