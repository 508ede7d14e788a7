import assert from 'node:assert/strict';
import type { EndpointState } from '../../core/endpoints/endpoint';
import type { EngineStatus } from '../../core/engines/engine';
import { everything, readyStatus } from '../../core/engines/fakeStatus';
import { endpointsMessage, engineLine } from './engineText';

const ready = readyStatus();
const native = { ...everything, product: 'LocalStack 2026.4.0' };

describe('engineLine', () => {
  it('says where the engine is, and who answers when that is not our own', () => {
    assert.equal(engineLine(ready), '127.0.0.1:4566');
    assert.equal(engineLine({ ...ready, capabilities: native }), '127.0.0.1:4566 · LocalStack 2026.4.0');
    assert.equal(engineLine({ ...ready, endpoint: 'https://box:4566' }), 'https://box:4566');
  });

  it('says what the gateway stands in front of', () => {
    const upstream = { endpoint: 'http://127.0.0.1:4566', product: 'Floci 1.5.12', reason: 'No chaos.' };
    const status = { ...ready, endpoint: 'http://127.0.0.1:41234', upstream };
    assert.equal(engineLine(status), '127.0.0.1:41234 · gateway to Floci 1.5.12');
  });

  it('says how far a start has got', () => {
    assert.equal(engineLine({ state: 'starting', detail: 'Pulling', progress: 0.428 }), '42 %');
    assert.equal(engineLine({ state: 'starting', detail: 'Starting' }), '');
    assert.equal(engineLine({ state: 'stopped' }), '');
  });
});

describe('endpointsMessage', () => {
  const none = { endpoints: [], stale: false, discovered: false };
  const failed: EngineStatus = { state: 'failed', reason: 'The engine ended. Start it again.' };
  const old = { endpoints: [{} as EndpointState], stale: true, discovered: true, problem: 'No answer.' };

  it('is the reason why the engine does not run', () => {
    assert.equal(endpointsMessage(failed, none), failed.reason);
    assert.equal(endpointsMessage(undefined, none), undefined);
  });

  it('says that endpoints are only the last known, and why', () => {
    assert.equal(
      endpointsMessage(failed, old),
      'These are the last known endpoints. The engine ended. Start it again.',
    );
    assert.equal(endpointsMessage(undefined, old), 'These are the last known endpoints. No answer.');
    assert.equal(endpointsMessage(undefined, { ...old, endpoints: [] }), undefined);
  });
});
