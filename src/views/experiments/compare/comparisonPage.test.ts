import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { comparisonDocument } from '../../../core/experiments/report/compareRuns';
import { deviatedJournal, journal } from '../../../core/experiments/report/testJournal';
import { comparisonPage } from './comparisonPage';
import { parseComparedRuns } from './parseComparedRuns';

const blocks = comparisonDocument({ journal: journal() }, { journal: deviatedJournal });

describe('comparisonPage', () => {
  it('runs nothing but what lets the comparison survive a reload', () => {
    const page = comparisonPage('a', { left: 'file:///l', right: 'file:///r' }, blocks);
    const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script = '']) => script);
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    const hash = createHash('sha256')
      .update(scripts[0] ?? '')
      .digest('base64');
    assert.equal(scripts.length, 1);
    assert.ok(policy.includes(`script-src &#39;sha256-${hash}&#39;`), policy);
    assert.doesNotMatch(page, /<script [^>]*>|src=|onload|style="/);
  });

  it('keeps which runs it compares as text, whatever their files are called', () => {
    const runs = { left: 'file:///</p><script>alert(1)</script>', right: "file:///a'b" };
    const page = comparisonPage('a', runs, blocks);
    assert.equal([...page.matchAll(/<script/g)].length, 1);
    const [, kept = ''] = /<p id="runs" hidden>(.*?)<\/p>/.exec(page) ?? [];
    const entities: Record<string, string> = {
      '&lt;': '<',
      '&gt;': '>',
      '&quot;': '"',
      '&#39;': "'",
      '&amp;': '&',
    };
    const text = kept.replace(/&[^;]+;/g, (entity) => entities[entity] ?? '');
    assert.deepEqual(parseComparedRuns(JSON.parse(text)), runs);
  });
});

describe('parseComparedRuns', () => {
  it('takes nothing that is not of its own kind', () => {
    for (const state of [undefined, null, {}, { left: 'a' }, { left: 1, right: 2 }, 'x'])
      assert.equal(parseComparedRuns(state), undefined);
  });
});
