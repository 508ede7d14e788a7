import assert from 'node:assert/strict';
import type { FaultsState } from './faultsState';
import { OwnFaults } from './ownFaults';
import type { FaultRule } from './rule';

const ours = (service: string): FaultRule => ({ service, description: 'chaos-lab:lab-1' });
const foreign: FaultRule = { service: 'iam' };

const holding = (rules: FaultRule[], latencyMs = 0): FaultsState => ({
  available: true,
  rules: rules.map((rule, index) => ({ rule, index, owner: rule.description ? 'ours' : 'foreign' })),
  latencyMs,
});

const setUp = (...first: Parameters<typeof holding>) => {
  const own = new OwnFaults();
  const told: string[] = [];
  own.onDidLose(({ reason }) => told.push(reason));
  own.see(holding(...first));
  return { own, told };
};

describe('OwnFaults', () => {
  it('tells what of ours somebody else took back, once, and nothing of what others set', () => {
    const { own, told } = setUp([ours('s3'), ours('sts'), foreign]);
    own.see(holding([ours('sts')]));
    own.see(holding([ours('sts')]));
    assert.deepEqual(told, [
      'What you had set is gone, taken back by somebody else or lost in a restart of the engine: ' +
        's3 in all regions. Set it again if you still need it.',
    ]);
  });

  it('says so when the engine lost it in a restart', () => {
    const { own, told } = setUp([ours('s3'), ours('sts')]);
    own.interrupted();
    own.see(holding([]));
    assert.deepEqual(told, [
      'The engine restarted and has lost what you had set: s3 in all regions, sts in all regions. ' +
        'Set it again if you still need it.',
    ]);
  });

  it('says nothing when it is all there after an interruption, or was taken back before', () => {
    const { own, told } = setUp([ours('s3')]);
    own.interrupted();
    own.see(holding([ours('s3')]));
    own.forget();
    own.see(holding([]));
    assert.deepEqual(told, []);
  });

  it('does not miss what it takes back itself, also when an older reading still shows it', async () => {
    const { own, told } = setUp([ours('s3'), ours('sts')]);
    await own.whileLeaving([ours('s3')], async () => {
      own.see(holding([ours('s3'), ours('sts')]));
      own.see(holding([ours('sts')]));
    });
    await own.whileHalting(async () => {
      own.see(holding([ours('sts')]));
      own.see(holding([]));
    });
    assert.deepEqual([told, own.hasAny], [[], false]);
  });

  it('goes on looking after what it could not take back', async () => {
    const { own, told } = setUp([ours('s3')]);
    await assert.rejects(own.whileLeaving([ours('s3')], () => Promise.reject(new Error('no'))));
    own.see(holding([ours('s3')]));
    own.see(holding([]));
    assert.equal(told.length, 1);
  });

  it('tells when its latency is gone, and lets go of it when somebody sets another', async () => {
    const { own, told } = setUp([]);
    const set = (latencyMs: number) =>
      own.whileSettingLatency(latencyMs, async () => own.see(holding([], latencyMs)));
    await set(400);
    await set(0);
    await set(400);
    own.see(holding([], 900));
    assert.deepEqual([told, own.hasLatency], [[], false]);
    await set(300);
    own.see(holding([], 0));
    assert.match(told[0] ?? '', /: the latency\. Set it again/);
  });

  it('misses no latency that never was set', async () => {
    const { own, told } = setUp([]);
    await assert.rejects(own.whileSettingLatency(900, () => Promise.reject(new Error('refused'))));
    own.see(holding([], 0));
    assert.deepEqual([told, own.hasLatency], [[], false]);
  });

  it('looks after both latencies when a write failed, which may have been done', async () => {
    const { own } = setUp([]);
    await own.whileSettingLatency(400, async () => {});
    await assert.rejects(own.whileSettingLatency(900, () => Promise.reject(new Error('no answer'))));
    assert.deepEqual(own.latencies, [400, 900]);
    own.see(holding([], 900));
    assert.equal(own.hasLatency, true);
  });
});
