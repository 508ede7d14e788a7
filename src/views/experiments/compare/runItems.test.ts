import assert from 'node:assert/strict';
import type { ShownRun } from '../view/keptRuns';
import { runItems } from './runItems';

const summary = {
  title: 'Outage',
  outcome: 'passed',
  isGood: true,
  label: 'passed',
  seconds: 2,
  scores: [],
} as const;

const run = (at: number, more: Partial<ShownRun> = {}): ShownRun => ({
  file: `/w/.chaos/runs/${at}.json`,
  workspace: '/w',
  at,
  name: 'outage',
  summary,
  ...more,
});

const timeText = (at: number) => `${at} o'clock`;

describe('runItems', () => {
  it('offers those of the same experiment first, then the newest', () => {
    const other = { summary: { ...summary, title: 'Other' } };
    const items = runItems([run(1), run(4, other), run(3), run(2, other)], timeText, 'Outage');
    assert.deepEqual(
      items.map(({ label, description }) => `${label}: ${description}`),
      [
        "Outage: 3 o'clock · passed · 2 s",
        "Outage: 1 o'clock · passed · 2 s",
        "Other: 4 o'clock · passed · 2 s",
        "Other: 2 o'clock · passed · 2 s",
      ],
    );
  });

  it('offers what cannot be read by the name of its file', () => {
    const [item] = runItems([run(1, { summary: { problem: 'cut off' } })], timeText);
    assert.deepEqual([item?.label, item?.description], ['outage', "1 o'clock · not read"]);
  });
});
