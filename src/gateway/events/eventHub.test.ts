import assert from 'node:assert/strict';
import type { ChaosEvent } from './chaosEvent';
import { EventHub } from './eventHub';

const event: ChaosEvent = {
  time: 1,
  service: 's3',
  operation: 'GetObject',
  region: 'us-east-1',
  status: 200,
  durationMs: 1,
  internal: false,
};

const setUp = () => {
  let now = 0;
  const hub = new EventHub(() => now);
  const cross = (times: number) => {
    let wanted = 0;
    for (let n = 0; n < times; n += 1) {
      if (!hub.isWanted()) continue;
      hub.publish(event);
      wanted += 1;
    }
    return wanted;
  };
  const wait = (ms: number) => {
    now += ms;
  };
  return { hub, cross, wait };
};

describe('the hub of events', () => {
  it('wants no event before there is a reader', () => {
    const { hub, cross } = setUp();
    assert.equal(cross(3), 0);
    hub.subscribe(() => {});
    assert.equal(cross(2), 2);
    assert.deepEqual([hub.ring.oldest, hub.ring.newest], [4, 5]);
  });

  it('wants events for 30 s after the last reader has left, then forgets them', () => {
    const { hub, cross, wait } = setUp();
    const [one, other] = [hub.subscribe(() => {}), hub.subscribe(() => {})];
    one();
    wait(60_000);
    assert.equal(cross(1), 1);
    other();
    other();
    wait(30_000);
    assert.equal(cross(1), 1);
    assert.equal(hub.ring.newest, 2);
    wait(1);
    assert.equal(cross(2), 0);
    assert.equal(hub.ring.get(2), undefined);
  });

  it('tells each reader where to go on, by the id of what it read last', () => {
    const { hub, cross } = setUp();
    hub.subscribe(() => {});
    cross(5);
    assert.equal(hub.positionAfter(undefined), 6);
    assert.equal(hub.positionAfter(`${hub.run}-3`), 4);
    assert.equal(hub.positionAfter(`${hub.run}-99`), 6);
    assert.equal(hub.positionAfter('no id of ours'), 6);
    assert.equal(hub.positionAfter('00000000-3'), 1);
  });

  it('wakes whoever reads, once for each event', () => {
    const { hub, cross } = setUp();
    let woken = 0;
    const leave = hub.subscribe(() => {
      woken += 1;
    });
    cross(3);
    leave();
    cross(1);
    assert.deepEqual([woken, hub.size], [3, 0]);
  });
});
