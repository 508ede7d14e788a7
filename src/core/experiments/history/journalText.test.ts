import assert from 'node:assert/strict';
import { htmlReport, markdownReport } from '../report/reports';
import { answered, hello, journal, steady } from '../report/testJournal';
import { journalText } from './journalText';
import { parseJournal } from './parseJournal';

const deep: unknown = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);

describe('journalText', () => {
  it('gives what parseJournal reads', () => {
    assert.deepEqual(parseJournal(journalText(journal(), 2), 'x'), journal());
  });

  it('survives an answer that is nested too deeply, and keeps the others', () => {
    const found = { ...answered(hello, 9, 502, false), output: { status: 502, body: deep } };
    const steadyStates = { before: null, during: [], after: steady(found) };
    const odd = journal({ steady_states: steadyStates });
    const read = parseJournal(journalText(odd), 'x');
    assert.equal(read.steady_states.after?.probes[0]?.output, '(nested too deeply to be shown)');
    assert.deepEqual(read.run, odd.run);
    for (const report of [markdownReport, htmlReport])
      assert.match(report([{ journal: odd }]), /nested too deeply/);
  });

  it('is no text that parseJournal takes when it is nested too deeply itself', () => {
    const text = JSON.stringify(journal()).replace(
      '"output":{',
      `"output":{"x":${'['.repeat(50_000)}${']'.repeat(50_000)},`,
    );
    assert.throws(
      () => parseJournal(text, 'x.json'),
      /^HumanError: x\.json cannot be read: it is nested too deeply/,
    );
  });
});
