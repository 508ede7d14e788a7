import assert from 'node:assert/strict';
import { HumanError } from '../../../core/errors';
import { loadLibrary } from '../../../core/experiments/loadLibrary';
import { answered, deviatedJournal, journal, test } from '../../../core/experiments/report/testJournal';
import type { Journal } from '../../../core/experiments/run/journal';
import { runTests, type TestRunNeeds, type TestSink } from './testRunner';

/** What is told of each test, the last thing of each; and the lines. */
const recorder = () => {
  const [told, lines]: [Map<string, unknown[]>, string[]] = [new Map(), []];
  const tell =
    (state: string) =>
    (key: string | undefined, ...more: unknown[]) =>
      void told.set(key ?? 'experiment', [state, ...more]);
  const sink: TestSink = {
    enqueued: tell('enqueued'),
    started: tell('started'),
    passed: tell('passed'),
    failed: tell('failed'),
    errored: tell('errored'),
    skipped: tell('skipped'),
    line: (text) => lines.push(text),
    report: (journalFile) => lines.push(`report ${journalFile}`),
  };
  return { told, lines, sink };
};

const [first, second] = ['steady-state-hypothesis/probes/0', 'steady-state-hypothesis/probes/1'];

const runOf = async (run: TestRunNeeds['run'], tests = [first, second]) => {
  const { told, lines, sink } = recorder();
  const wish = { run: { file: '/w/a.chaos.yaml' }, tests };
  await runTests({ library: loadLibrary, run }, wish, new AbortController().signal, sink);
  return { told: Object.fromEntries(told), lines };
};

const ending = (ran: Journal): TestRunNeeds['run'] => {
  return async (_wish, _signal, onProgress) => {
    onProgress({ kind: 'phase', phase: 'before' });
    onProgress({ kind: 'ended', phase: 'before', entry: answered(test, 0, 200, true) });
    return { journal: ran, file: '/w/a.chaos.yaml', problems: [], journalFile: '/w/.chaos/runs/1.json' };
  };
};

describe('runTests', () => {
  it('passes the experiment and its tests, and prints what is done', async () => {
    const { told, lines } = await runOf(ending(journal()));
    assert.deepEqual(told, {
      experiment: ['passed', 12_000],
      [first]: ['passed', 20],
      [second]: ['passed', 20],
    });
    assert.equal(lines[0], '  Steady state before');
    assert.match(lines[1] ?? '', /^ {4}✓ GET \/test: 200 \(/);
    assert.match(lines.at(-2) ?? '', /^ {2}✓ passed in 12\.0 s\. /);
    assert.equal(lines.at(-1), 'report /w/.chaos/runs/1.json');
  });

  it('fails the experiment with the test that failed, and also when only others were asked for', async () => {
    const all = await runOf(ending(deviatedJournal));
    assert.deepEqual([all.told[first]?.[0], all.told[second]?.[0]], ['passed', 'failed']);
    const one = await runOf(ending(deviatedJournal), [first]);
    assert.deepEqual(Object.keys(one.told), ['experiment', first]);
    assert.deepEqual(one.told.experiment, [
      'failed',
      [{ text: 'deviated. The steady state did not withstand the experiment.' }],
      12_000,
    ]);
  });

  it('skips what was not tested to the end, and calls an interrupted run neither good nor bad', async () => {
    const before = {
      steady_state_met: null,
      probes: [answered(test, 0, 200, true)],
    };
    const ran = journal({ status: 'interrupted', steady_states: { before, during: [], after: null } });
    const { told } = await runOf(ending(ran));
    assert.deepEqual(
      [told.experiment?.[0], told[first]?.[0], told[second]?.[0]],
      ['skipped', 'skipped', 'skipped'],
    );
  });

  it('says of what could not be run why, and skips its tests', async () => {
    const { told, lines } = await runOf(() =>
      Promise.reject(new HumanError('a.chaos.yaml, line 4: No URL.')),
    );
    assert.deepEqual(told, {
      experiment: ['errored', [{ text: 'a.chaos.yaml, line 4: No URL.' }]],
      [first]: ['skipped'],
      [second]: ['skipped'],
    });
    assert.deepEqual(lines, ['    a.chaos.yaml, line 4: No URL.']);
  });

  it('is silent of a run that was cancelled before it began', async () => {
    const { told, lines } = await runOf(() => Promise.reject(new DOMException('', 'AbortError')));
    assert.deepEqual([told.experiment, lines], [['skipped'], []]);
  });
});
