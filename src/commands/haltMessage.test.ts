import assert from 'node:assert/strict';
import { haltMessage } from './haltMessage';

describe('haltMessage', () => {
  it('tells what was taken back', () => {
    const said = (removedRules: number, clearedLatency: boolean) =>
      haltMessage({ removedRules, clearedLatency, remaining: [] }, 0);
    assert.equal(said(2, true), 'Halted: 2 faults and the latency taken back.');
    assert.equal(said(1, false), 'Halted: 1 fault taken back.');
    assert.equal(said(0, true), 'Halted: the latency taken back.');
    assert.equal(said(0, false), 'No fault of Chaos Lab was active.');
  });

  it('tells of the load that has ended', () => {
    const nothing = { removedRules: 0, clearedLatency: false, remaining: [] };
    assert.equal(
      haltMessage(nothing, 2),
      'No fault of Chaos Lab was active. The load on 2 endpoints has ended.',
    );
  });

  it('tells of the experiments that it cancelled', () => {
    const nothing = { removedRules: 1, clearedLatency: false, remaining: [] };
    assert.equal(
      haltMessage(nothing, 0, ['A region fails']),
      'Halted: 1 fault taken back. Cancelled: A region fails.',
    );
  });

  it('names what others have set, a few of many', () => {
    const rule = (service: string) => ({ service, region: 'us-east-1' });
    const remaining = ['kinesis', 'sqs', 'sns', 's3', 'events'].map(rule);
    assert.equal(
      haltMessage({ removedRules: 1, clearedLatency: false, remaining }, 0),
      'Halted: 1 fault taken back. Still active, set by others: kinesis in us-east-1 (503), sqs in us-east-1 (503), sns in us-east-1 (503), 2 more.',
    );
  });
});
