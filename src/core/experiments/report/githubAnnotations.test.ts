import assert from 'node:assert/strict';
import { annotation, problemAnnotation, runAnnotations } from './githubAnnotations';
import { deviatedJournal, failedJournal, journal, neverStartedJournal } from './testJournal';

const at = (line: number, column: number) => ({ line, column });
const rangeOf = (path: readonly (string | number)[]) =>
  path[0] === 'title' ? { start: at(2, 1), end: at(3, 1) } : { start: at(7, 5), end: at(9, 1) };
const run = { file: '/repo/chaos/a.yaml', rangeOf };

describe('runAnnotations', () => {
  it('points at the probe that was not as it should be', () => {
    assert.deepEqual(runAnnotations({ ...run, journal: deviatedJournal }, '/repo'), [
      '::error file=chaos/a.yaml,line=7,title=Lambda outage%3A After%3A GET /v1/hello::It answered 502, expected 200.',
    ]);
  });

  it('says of a run that tested nothing, or failed, so as a whole first', () => {
    for (const [each, said] of [
      [neverStartedJournal, /^::error file=chaos\/a\.yaml,line=2,title=Lambda outage::Nothing was tested/],
      [failedJournal, /^::error [^:]*title=Lambda outage::It could not be run to its end/],
    ] as const)
      assert.match(runAnnotations({ ...run, journal: each }, '/repo')[0] ?? '', said);
  });

  it('has none for a good run', () => {
    assert.deepEqual(runAnnotations({ ...run, journal: journal() }, '/repo'), []);
  });
});

describe('annotation', () => {
  it('escapes what would end it, or begin another', () => {
    const text = 'a,b:c%\r\n::error::x';
    assert.equal(
      annotation({ level: 'notice', title: text, message: text }, '/'),
      '::notice title=a%2Cb%3Ac%25%0D%0A%3A%3Aerror%3A%3Ax::a,b:c%25%0D%0A::error::x',
    );
  });

  it('gives columns within one line', () => {
    const problem = {
      severity: 'warning',
      message: 'No such field.',
      path: [],
      range: { start: at(3, 2), end: at(3, 9) },
    } as const;
    assert.equal(
      problemAnnotation(problem, '/repo/x/b.json', '/repo/x'),
      '::warning file=b.json,line=3,col=2,endColumn=9,title=Experiment file::No such field.',
    );
  });
});
