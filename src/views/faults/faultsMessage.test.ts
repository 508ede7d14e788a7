import assert from 'node:assert/strict';
import { readyStatus } from '../../core/engines/fakeStatus';
import { faultsMessage } from './faultsMessage';

const ready = readyStatus();

describe('faultsMessage', () => {
  it('says why there are no switches', () => {
    assert.equal(faultsMessage({ state: 'failed', reason: 'It ended.' }), 'It ended.');
    assert.equal(faultsMessage({ ...ready, state: 'without-chaos', reason: 'No licence.' }), 'No licence.');
  });

  it('says that the gateway injects the faults, and why it is there', () => {
    const reason = 'MiniStack 1.4.20 has no Chaos API.';
    const upstream = { endpoint: 'http://127.0.0.1:4566', product: 'MiniStack 1.4.20', reason };
    assert.equal(
      faultsMessage({ ...ready, upstream }),
      'The gateway of Chaos Lab injects the faults. MiniStack 1.4.20 has no Chaos API.',
    );
  });

  it('says first what is gone, while the engine runs', () => {
    assert.equal(faultsMessage(ready, 'It is gone.'), 'It is gone.');
    assert.equal(faultsMessage({ state: 'stopped' }, 'It is gone.'), undefined);
  });

  it('says nothing when there is nothing to say', () => {
    assert.equal(faultsMessage(ready), undefined);
    assert.equal(faultsMessage({ state: 'stopped' }), undefined);
  });
});
