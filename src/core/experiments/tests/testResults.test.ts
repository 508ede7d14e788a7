import assert from 'node:assert/strict';
import {
  answered,
  deviatedJournal,
  hello,
  journal,
  measured,
  neverStartedJournal,
  steady,
  test,
} from '../report/testJournal';
import { testResults } from './testResults';

const probeAt = (index: number) => `steady-state-hypothesis/probes/${index}`;

describe('testResults', () => {
  it('passes what was as it should be each time, and sums how long it took', () => {
    const result = testResults(journal()).get(probeAt(0));
    assert.deepEqual(result, { outcome: 'passed', seconds: 0.02, messages: [] });
  });

  it('fails what was not once, and says when, with a diff', () => {
    const results = testResults(deviatedJournal);
    assert.equal(results.get(probeAt(0))?.outcome, 'passed');
    const { outcome, messages } = results.get(probeAt(1)) ?? {};
    assert.equal(outcome, 'failed');
    assert.equal(messages?.length, 1);
    assert.match(
      messages?.[0]?.text ?? '',
      /^After: GET \/v1\/hello\. It answered 502, expected 200\.\n\nBefore: 200\. After: 502\.\n/,
    );
    assert.deepEqual([messages?.[0]?.expected, messages?.[0]?.actual], ['200', '502']);
  });

  it('fails a probe that failed, though it was left out afterwards; what was never asked is skipped', () => {
    const results = testResults(neverStartedJournal);
    assert.deepEqual(
      [results.get(probeAt(0))?.outcome, results.get(probeAt(1))?.outcome],
      ['failed', 'skipped'],
    );
  });

  it('says of what was left out afterwards only that it was not asked', () => {
    const { messages = [] } = testResults(neverStartedJournal).get(probeAt(0)) ?? {};
    assert.deepEqual(
      messages.map(({ text }) => text.split('\n\n').slice(0, 2)),
      [['Before: GET /test. It answered 503, expected 200.', 'Before: 503. After: not checked.']],
    );
    assert.deepEqual(testResults(neverStartedJournal).get(probeAt(1))?.messages, []);
  });

  it('passes a probe that was fine before a run that was interrupted', () => {
    const ran = journal({
      status: 'interrupted',
      steady_states: {
        before: steady(answered(test, 0, 200, true), answered(hello, 1, 200, true)),
        during: [],
        after: null,
      },
    });
    assert.equal(testResults(ran).get(probeAt(0))?.outcome, 'passed');
  });

  it('has the expectations', () => {
    const extensions = [{ name: 'chaos-lab' }];
    const ran = journal({ experiment: { ...journal().experiment, extensions }, extensions: [measured] });
    const outcomes = [...testResults(ran)].map(([key, { outcome, messages }]) => [
      key,
      outcome,
      messages.map(({ text }) => text),
    ]);
    assert.deepEqual(outcomes.slice(2, 4), [
      ['extensions/0/expected/failed/0', 'passed', []],
      [
        'extensions/0/expected/stayedHealthy/0',
        'failed',
        ['Expected: GET /test stays healthy. 1 of 50 answers were bad.'],
      ],
    ]);
    const [key, outcome, [said]] = outcomes[4] as [string, string, string[]];
    assert.deepEqual([key, outcome], ['extensions/0/steadyState', 'failed']);
    assert.match(said ?? '', /^After: GET \/test, over many answers\. \S/);
  });
});
