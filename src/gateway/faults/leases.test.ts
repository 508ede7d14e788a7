import assert from 'node:assert/strict';
import { FakeClock } from '../fakeClock';
import { Leases } from './leases';

const start = () => {
  const clock = new FakeClock();
  const ended: string[] = [];
  return { clock, ended, leases: new Leases(clock, (owner) => ended.push(owner)) };
};

describe('leases', () => {
  it('end when nobody renews them in time', () => {
    const { clock, ended, leases } = start();
    assert.deepEqual(leases.renew('window-1', 6000), { owner: 'window-1', ttlMs: 6000, expiresAt: 6000 });
    clock.advance(5999);
    assert.deepEqual(ended, []);
    clock.advance(1);
    assert.deepEqual([ended, leases.get('window-1')], [['window-1'], undefined]);
  });

  it('go on as long as they are renewed, each for itself', () => {
    const { clock, ended, leases } = start();
    leases.renew('window-1', 6000);
    leases.renew('window-2', 6000);
    for (let n = 0; n < 10; n += 1) {
      clock.advance(2000);
      leases.renew('window-1', 6000);
    }
    assert.deepEqual(ended, ['window-2']);
    assert.equal(leases.get('window-1')?.expiresAt, 26_000);
  });

  it('take the newest time to live, a shorter one too', () => {
    const { clock, ended, leases } = start();
    leases.renew('run', 60_000);
    leases.renew('run', 1000);
    clock.advance(1000);
    assert.deepEqual(ended, ['run']);
  });

  it('end once when given back', () => {
    const { clock, ended, leases } = start();
    leases.renew('run', 1000);
    assert.deepEqual([leases.end('run'), leases.end('run')], [true, false]);
    clock.advance(5000);
    assert.deepEqual(ended, ['run']);
  });

  it('leave no timer behind', () => {
    const { clock, ended, leases } = start();
    leases.renew('run', 1000);
    leases.dispose();
    assert.deepEqual([clock.pending, ended], [0, []]);
  });
});
