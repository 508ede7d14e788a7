import assert from 'node:assert/strict';
import { FakeClock } from '../fakeClock';
import { ChaosClient } from '../http/chaosClient';
import { FakeChaosApi } from '../http/fakeChaosApi';
import { takeBack } from './takeBack';

const ours = { service: 's3', description: 'chaos-lab:lab-1 Tuesday' };
const similar = { service: 's3', description: 'chaos-lab:lab-12' };
const foreign = { service: 'sts' };

const setUp = (latencies: number[] = []) => {
  const api = new FakeChaosApi();
  const clock = new FakeClock();
  const reports: string[] = [];
  const client = new ChaosClient('http://engine', { fetch: api.fetch });
  const done = () =>
    takeBack(client, {
      owner: 'lab-1',
      latencies,
      clock,
      patienceMs: 10_000,
      report: (line) => reports.push(line),
    });
  return { api, clock, reports, done };
};

const refuse = () => {
  throw new TypeError('fetch failed');
};

describe('takeBack', () => {
  it("takes back the owner's rules and latency, and nothing of others", async () => {
    const { api, done } = setUp([400]);
    api.rules = [similar, ours, foreign];
    api.latencyMs = 400;
    assert.equal(await done(), true);
    assert.deepEqual([api.rules, api.latencyMs], [[similar, foreign], 0]);
  });

  it('leaves a latency that somebody else has set since', async () => {
    const { api, done } = setUp([400]);
    api.latencyMs = 900;
    await done();
    assert.equal(api.latencyMs, 900);
  });

  it('tries again while the engine does not answer', async () => {
    const { api, clock, reports, done } = setUp();
    api.rules = [ours];
    api.before = refuse;
    const taken = done();
    await clock.advance(3000);
    api.before = () => {};
    await clock.advance(1000);
    assert.deepEqual([await taken, api.rules], [true, []]);
    assert.match(reports[0] ?? '', /^Nothing answers at http:\/\/engine/);
  });

  it('gives up in the end', async () => {
    const { api, clock, done } = setUp();
    api.before = refuse;
    const taken = done();
    await clock.advance(20_000);
    assert.deepEqual([await taken, clock.pending], [false, 0]);
  });

  it('leaves what the same owner sets after the first answer: a window that has opened since', async () => {
    const { api, clock, done } = setUp();
    const later = { service: 'lambda', description: 'chaos-lab:lab-1' };
    api.rules = [ours];
    let failures = 1;
    api.before = ({ method }) => {
      if (method === 'DELETE' && failures-- > 0) {
        api.rules = [...api.rules, later];
        refuse();
      }
    };
    const taken = done();
    await clock.advance(1000);
    assert.deepEqual([await taken, api.rules], [true, [later]]);
  });
});
