import assert from 'node:assert/strict';
import { checksOf, checkTitle } from './checks';
import { junitXml } from './junitXml';
import { measurementsOf } from './measurements';
import { markdownReport } from './reports';
import { endpointScores } from './resilience';
import { experiment, journal, measured } from './testJournal';
import { verdictOf } from './verdict';

const extensions = [{ name: 'other' }, { name: 'chaos-lab' }];
const run = journal({ experiment: { ...experiment, extensions }, extensions: [measured], deviated: true });

describe('what Chaos Lab measured of a run', () => {
  it('is a check for each expectation, with its place', () => {
    assert.deepEqual(
      checksOf(run)
        .slice(4)
        .map((check) => [checkTitle(check), check.outcome, check.path, check.message]),
      [
        ['Expected: GET /v1/hello fails', 'passed', ['extensions', 1, 'expected', 'failed', 0], undefined],
        [
          'Expected: GET /test stays healthy',
          'failed',
          ['extensions', 1, 'expected', 'stayedHealthy', 0],
          '1 of 50 answers were bad.',
        ],
        [
          'After: GET /test, over many answers',
          'failed',
          ['extensions', 1, 'steadyState'],
          'GET /test: 1 % of the answers were bad, and with a confidence of 95 % all that is known is at most 2.27 %; 1 % are allowed.',
        ],
      ],
    );
    assert.match(junitXml([{ journal: run }]), /tests="8" failures="3"/);
  });

  it('is in the reports', () => {
    const text = markdownReport([{ journal: run }]);
    assert.match(
      text,
      /### Under load\n\n5 requests a second to each endpoint, 100 in all, 2 not sent since/,
    );
    assert.match(text, /\| GET \/v1\/hello \| 50 \| ❌ 10 \| 9 ms \| 22 ms \| 40 ms \| 210 ms \| 1\.3 s \|/);
    assert.match(
      text,
      /\| GET \/test \| after \| 400 \| ❌ 2\.27 % at most, 1 % allowed \| ✅ p95 25 ms at most, 500 ms allowed \| 95 % \|/,
    );
  });

  it('makes the score', () => {
    assert.deepEqual(
      endpointScores(run).map(({ score, parts, samples }) => [score, parts, samples]),
      [
        [100, { expectations: 1, availability: 1 }, 52],
        [94, { expectations: 1, availability: 0.8, recovery: 1 }, 52],
      ],
    );
  });

  it('is no success when faults may be left', () => {
    const faultsTakenBack = ['The faults of the run could not be taken back: the engine is gone.'];
    const left = journal({ extensions: [{ ...measured, faultsTakenBack } as never] });
    const { isGood, label, sentence } = verdictOf(left);
    assert.deepEqual([isGood, label], [false, 'left faults']);
    assert.match(sentence, /could not be taken back: the engine is gone\.$/);
  });

  it('is passed over when it is not as we write it', () => {
    const odd = journal({ extensions: [{ name: 'chaos-lab', endpoints: 7 } as never] });
    assert.equal(measurementsOf(odd), undefined);
    assert.equal(verdictOf(odd).outcome, 'passed');
  });
});
