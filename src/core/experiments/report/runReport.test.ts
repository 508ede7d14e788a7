import assert from 'node:assert/strict';
import { documentMarkdown } from './documentMarkdown';
import { runReport } from './runReport';
import { answered, deviatedJournal, fail, failedJournal, journal } from './testJournal';

const headings = (of: ReturnType<typeof runReport>) =>
  of.flatMap((block) => (block.kind === 'heading' ? [`${block.level} ${block.text}`] : []));

describe('runReport', () => {
  it('begins with how the run ended, and leaves out no level of headings', () => {
    assert.deepEqual(headings(runReport({ journal: deviatedJournal })), [
      '1 ✗ Lambda outage: deviated',
      '2 What was not as it should be',
      '2 Checks',
      '2 Method',
      '2 Rollbacks',
      '2 Resilience',
    ]);
  });

  it('has each check with what was asked for and what came', () => {
    const text = documentMarkdown(runReport({ journal: deviatedJournal }));
    assert.match(text, /\| Check \| Outcome \| Expected \| Came \| Took \|/);
    assert.match(text, /\| Before: GET \/test \| ✅ passed \| 200 \| 200 \| 10 ms \|/);
    assert.match(text, /\| After: GET \/v1\/hello \| ❌ failed \| 200 \| 502 \| 10 ms \|/);
    assert.match(
      documentMarkdown(runReport({ journal: failedJournal })),
      /\| After: GET \/test \| ❌ error \| – \| It could not be done: took too long\. \| 3 s \|/,
    );
  });

  it('stays a page to read, however long names and titles are', () => {
    const long = 'n'.repeat(1e5);
    const run = Array.from({ length: 50 }, () => answered({ ...fail, name: long }, 2, 500));
    const experiment = { ...journal().experiment, title: long, description: long };
    const text = documentMarkdown(runReport({ journal: journal({ experiment, run }) }));
    assert.ok(text.length < 200_000, String(text.length));
    assert.match(text, /^# ✓ n{250,300}…\n/);
  });

  it('has the scores in a line, and none of a run that tells nothing', () => {
    const [score] = runReport({ journal: deviatedJournal }).flatMap((block) =>
      block.kind === 'paragraph' && block.text.startsWith('Resilience') ? [block.text] : [],
    );
    assert.equal(score, 'Resilience: GET ${base}/test 100 of 100, GET ${base}/v1/hello 0 of 100.');
    const dry = journal({ experiment: { ...journal().experiment, dry: 'activities' } });
    assert.doesNotMatch(documentMarkdown(runReport({ journal: dry })), /Resilience: /);
  });
});
