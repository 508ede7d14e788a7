import assert from 'node:assert/strict';
import { FakeClock } from '../fakeClock';
import type { Endpoint } from './endpoint';
import { ProbeScheduler, type ProbeSchedulerOptions } from './probeScheduler';

const endpoint = (id: string): Endpoint => ({
  id,
  region: 'us-east-1',
  apiId: 'a',
  apiName: 'a',
  stage: 's',
  method: 'GET',
  path: '/',
  url: 'http://x/',
  integration: { kind: 'mock' },
  probeable: true,
});

const setUp = (options: Partial<ProbeSchedulerOptions> = {}) => {
  const clock = new FakeClock();
  const probed: string[] = [];
  const sampled: string[] = [];
  const scheduler = new ProbeScheduler({
    clock,
    probe: async ({ id }) => {
      probed.push(`${id}@${clock.now()}`);
      return { at: clock.now(), status: 200, durationMs: 1, injected: false };
    },
    onSample: ({ id }) => sampled.push(id),
    intervalMs: () => 2000,
    maxConcurrent: 2,
    random: () => 0.5,
    ...options,
  });
  return { clock, probed, sampled, scheduler };
};

/** Probes that end when the test says so, or when they are aborted. */
const held = () => {
  const under: string[] = [];
  const ends: (() => void)[] = [];
  const probe: ProbeSchedulerOptions['probe'] = ({ id }, signal) =>
    new Promise((resolve, reject) => {
      under.push(id);
      ends.push(() => resolve({ at: 0, status: 200, durationMs: 1, injected: false }));
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  return { under, ends, probe };
};

describe('ProbeScheduler', () => {
  it('probes each endpoint at its interval while active, and rests otherwise', async () => {
    const { clock, probed, scheduler } = setUp();
    scheduler.watch([endpoint('a'), endpoint('b')]);
    await clock.advance(5000);
    assert.deepEqual(probed, []);
    scheduler.setActive(true);
    await clock.advance(2000);
    scheduler.setActive(false);
    await clock.advance(10_000);
    assert.deepEqual(probed, ['a@5000', 'b@5000', 'a@7000', 'b@7000']);
    assert.equal(clock.pending, 0);
  });

  it('spreads the intervals by a fifth', async () => {
    const pauses = [0, 1];
    const { clock, probed, scheduler } = setUp({ random: () => pauses.shift() ?? 0 });
    scheduler.setActive(true);
    scheduler.watch([endpoint('a')]);
    await clock.advance(4000);
    assert.deepEqual(probed, ['a@0', 'a@1600', 'a@4000']);
    scheduler.dispose();
  });

  it('holds no more probes than the cap, and never two of one endpoint', async () => {
    const { under, ends, probe } = held();
    const { clock, scheduler } = setUp({ probe });
    scheduler.setActive(true);
    scheduler.watch([endpoint('a'), endpoint('b'), endpoint('c')]);
    void scheduler.probeAll();
    void scheduler.probeAll();
    await clock.advance(60_000);
    assert.deepEqual(under, ['a', 'b']);
    ends[0]?.();
    await clock.advance(0);
    assert.deepEqual(under, ['a', 'b', 'c']);
    scheduler.dispose();
  });

  it('probes once more what was asked for while it was probed', async () => {
    const { under, ends, probe } = held();
    const { clock, scheduler } = setUp({ probe });
    scheduler.watch([endpoint('a')]);
    const first = scheduler.probeAll();
    const second = scheduler.probeAll();
    ends[0]?.();
    await clock.advance(0);
    assert.deepEqual(under, ['a', 'a']);
    ends[1]?.();
    await Promise.all([first, second]);
    assert.equal(clock.pending, 0);
  });

  it('drops what it need not watch any more, the probe under way too', async () => {
    const { ends, probe } = held();
    const { clock, sampled, scheduler } = setUp({ probe });
    scheduler.watch([endpoint('a')]);
    const all = scheduler.probeAll();
    scheduler.watch([]);
    ends[0]?.();
    await all;
    await clock.advance(0);
    assert.deepEqual(sampled, []);
  });

  it('goes on with an endpoint that was found again, without a second round for it', async () => {
    const { clock, probed, scheduler } = setUp();
    scheduler.setActive(true);
    scheduler.watch([endpoint('a')]);
    await clock.advance(1000);
    scheduler.watch([endpoint('a')]);
    await clock.advance(1000);
    assert.deepEqual(probed, ['a@0', 'a@2000']);
    scheduler.dispose();
    assert.equal(clock.pending, 0);
  });
});
