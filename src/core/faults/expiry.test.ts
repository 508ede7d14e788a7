import assert from 'node:assert/strict';
import { FakeClock } from '../fakeClock';
import { Expiry } from './expiry';
import type { RuleView } from './faultsState';

const view = (owner: RuleView['owner'], endsAt?: number, index = 0): RuleView => ({
  rule: { service: `s${index}` },
  index,
  owner,
  ...(endsAt === undefined ? {} : { endsAt }),
});

const setUp = () => {
  const clock = new FakeClock();
  const taken: [number, number[]][] = [];
  const expiry = new Expiry(clock, async (due) => {
    taken.push([clock.now(), due.map(({ index }) => index)]);
  });
  return { clock, taken, expiry };
};

describe('Expiry', () => {
  it('takes each rule back at its time, ours before those of labs that may be gone', async () => {
    const { clock, taken, expiry } = setUp();
    const rules = [
      view('ours', 2000, 0),
      view('ours', 1000, 1),
      view('lab', 1000, 2),
      view('ours', undefined, 3),
    ];
    expiry.watch(rules);
    await clock.advance(1000);
    expiry.watch(rules.filter(({ index }) => index !== 1));
    await clock.advance(1000);
    expiry.watch(rules.filter(({ index }) => index > 1));
    await clock.advance(10_000);
    assert.deepEqual(taken.slice(0, 3), [
      [1000, [1]],
      [2000, [0]],
      [6000, [2]],
    ]);
    expiry.dispose();
    assert.equal(clock.pending, 0);
  });

  it('never takes back what nobody of us has tagged', async () => {
    const { clock, taken, expiry } = setUp();
    expiry.watch([view('foreign', 1000)]);
    await clock.advance(60_000);
    assert.deepEqual([taken, clock.pending], [[], 0]);
  });

  it('tries again every second, however often it is told what is there', async () => {
    const { clock, taken, expiry } = setUp();
    for (let round = 0; round < 10; round++) {
      expiry.watch([view('ours', 500)]);
      await clock.advance(300);
    }
    assert.deepEqual(
      taken.map(([at]) => at),
      [500, 1500, 2500],
    );
    expiry.dispose();
  });

  it('waits for an end that is further off than a timer reaches', async () => {
    const { clock, taken, expiry } = setUp();
    const delays: number[] = [];
    const { after } = clock;
    clock.after = (delayMs, work) => {
      delays.push(delayMs);
      return after.call(clock, delayMs, work);
    };
    const endsAt = 2 ** 31 + 5000;
    expiry.watch([view('ours', endsAt)]);
    await clock.advance(endsAt);
    assert.deepEqual([delays.slice(0, 2), taken], [[2 ** 31 - 1, 5001], [[endsAt, [0]]]]);
    expiry.dispose();
  });
});
