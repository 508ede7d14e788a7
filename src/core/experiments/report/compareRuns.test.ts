import assert from 'node:assert/strict';
import { compareRuns, comparisonHtml, comparisonMarkdown } from './compareRuns';
import { deviatedJournal, journal } from './testJournal';

describe('compareRuns', () => {
  it('tells what got worse from one run to the next', () => {
    const { summary, checks, scores } = compareRuns(journal(), deviatedJournal);
    assert.deepEqual(summary[0], { what: 'Outcome', left: 'passed', right: 'deviated', change: 'worse' });
    assert.deepEqual(
      checks.filter(({ change }) => change !== 'same'),
      [{ what: 'After: GET /v1/hello', left: 'passed in 10 ms', right: 'failed', change: 'worse' }],
    );
    assert.deepEqual(
      scores.map(({ left, right, change }) => [left, right, change]),
      [
        ['100', '100', 'same'],
        ['100', '0', 'worse'],
      ],
    );
    assert.equal(compareRuns(deviatedJournal, journal()).summary[0]?.change, 'better');
  });

  it('names what only one of them has', () => {
    const lone = journal({ steady_states: { ...journal().steady_states, before: null } });
    assert.deepEqual(
      compareRuns(journal(), lone).checks.map(({ change }) => change),
      ['gone', 'gone', 'same', 'same'],
    );
    assert.equal(compareRuns(lone, journal()).checks.filter(({ change }) => change === 'new').length, 2);
  });

  it('is a table, the worst first', () => {
    const [left, right] = [{ journal: journal() }, { journal: deviatedJournal }];
    const text = comparisonMarkdown(left, right);
    assert.match(
      text,
      /## Checks\n\n\|.*\n\|.*\n\| After: GET \/v1\/hello \| passed in 10 ms \| failed \| ❌ worse \|/,
    );
    assert.match(comparisonHtml(left, right), /<td>failed<\/td><td class="bad">worse<\/td>/);
  });

  it('warns of two different experiments', () => {
    const other = journal({ experiment: { ...journal().experiment, title: 'Another' } });
    assert.match(comparisonMarkdown({ journal: journal() }, { journal: other }), /two different experiments/);
  });
});
