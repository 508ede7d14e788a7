import assert from 'node:assert/strict';
import { runReport } from '../../../core/experiments/report/runReport';
import { deviatedJournal, journal } from '../../../core/experiments/report/testJournal';
import { problemPage, reportPage } from './reportPage';

const hostile = '<img src=x onerror="alert(1)"></td><script>alert(1)</script>';

describe('reportPage', () => {
  it('allows nothing but its own style, and runs nothing', () => {
    const page = reportPage('a.json', runReport({ journal: deviatedJournal }));
    const [, policy] = /Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    assert.match(
      policy?.replace(/&#39;/g, "'") ?? '',
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'$/,
    );
    assert.doesNotMatch(page, /<script|<link|<img|src=|style="/);
  });

  it('has a language, a title, one first heading and a header for each column and row', () => {
    const page = reportPage('a.json', runReport({ journal: deviatedJournal }));
    assert.match(page, /<html lang="en">[\s\S]*<title>a\.json<\/title>[\s\S]*<main>/);
    const levels = [...page.matchAll(/<h(\d)>/g)].map(([, level]) => Number(level));
    assert.deepEqual(levels, [1, 2, 2, 2, 2, 2]);
    for (const [table] of page.matchAll(/<table>[\s\S]*?<\/table>/g)) {
      const [head = '', body = ''] = table.split('</thead>');
      assert.doesNotMatch(head, /<td|<th scope="col"><\/th>/);
      assert.equal([...body.matchAll(/<th scope="row">/g)].length, [...body.matchAll(/<tr>/g)].length);
    }
  });

  it('shows hostile texts as texts', () => {
    const experiment = { ...journal().experiment, title: hostile, description: hostile };
    const page = reportPage(hostile, runReport({ journal: journal({ experiment }) }));
    assert.doesNotMatch(page, /<img|<script/);
    assert.match(page, /<h1>✓ &lt;img src=x/);
  });

  it('says why there is no report, and is a whole page then', () => {
    const page = problemPage('b.json', `b.json is no journal of ${hostile}.`);
    assert.match(page, /<h1>b\.json<\/h1>\n<p class="bad">b\.json is no journal of &lt;img/);
  });
});
