import assert from 'node:assert/strict';
import type { RunSummary } from '../../../core/experiments/history/runSummary';
import type { Row } from '../../row';
import { type ExperimentsShown, experimentRows, runsToRead, type ShownExperiment } from './experimentRows';
import type { ShownRun } from './keptRuns';

const experiment = (name: string, more: Partial<ShownExperiment> = {}): ShownExperiment => ({
  uri: `file:///w/experiments/${name}.chaos.yaml`,
  file: `/w/experiments/${name}.chaos.yaml`,
  path: `experiments/${name}.chaos.yaml`,
  title: name,
  errors: [],
  workspace: '/w',
  ...more,
});

const passed: RunSummary = {
  title: 'outage',
  outcome: 'passed',
  isGood: true,
  label: 'passed',
  seconds: 12,
  scores: [{ endpoint: 'GET /test', score: 100 }],
};
const deviated: RunSummary = {
  ...passed,
  outcome: 'deviated',
  isGood: false,
  label: 'deviated',
  seconds: 0.5,
};

const run = (at: number, summary?: ShownRun['summary'], more: Partial<ShownRun> = {}): ShownRun => ({
  file: `/w/.chaos/runs/${at}.json`,
  workspace: '/w',
  at,
  name: 'outage',
  ...(summary && { summary }),
  ...more,
});

const shown = (more: Partial<ExperimentsShown>): ExperimentsShown => ({
  experiments: [],
  runs: [],
  underWay: [],
  timeText: (at) => `${at} o'clock`,
  ...more,
});

/** As a person sees it: one line a row. */
const drawn = (rows: readonly Row[], indent = ''): string[] =>
  rows.flatMap(({ label, description, icon, children = [] }) => [
    `${indent}[${icon?.id}] ${label} | ${description}`,
    ...drawn(children, `${indent}  `),
  ]);

describe('experimentRows', () => {
  it('shows how each experiment went last, and its runs below it', () => {
    const rows = experimentRows(
      shown({
        experiments: [experiment('outage', { tags: ['lambda'] }), experiment('other')],
        runs: [run(9, deviated), run(8, passed), run(7)],
      }),
    );
    assert.deepEqual(drawn(rows), [
      "[error] outage | deviated, 9 o'clock · #lambda",
      "  [error] 9 o'clock | deviated · 500 ms",
      "  [pass-filled] 8 o'clock | passed · 12 s",
      "  [history] 7 o'clock | ",
      '[beaker] other | never run',
    ]);
  });

  it('says of a dry run that it was one, and does not show it as a success', () => {
    const runs = [run(9, { ...passed, dry: 'actions' })];
    assert.deepEqual(drawn(experimentRows(shown({ experiments: [experiment('outage')], runs }))), [
      "[pass-filled] outage | passed (dry run: actions), 9 o'clock",
      "  [pass-filled] 9 o'clock | passed (dry run: actions) · 12 s",
    ]);
    const [row] = experimentRows(shown({ experiments: [experiment('outage')], runs }));
    assert.equal(row?.icon?.color, 'testing.iconSkipped');
  });

  it('shows what a run does now, whatever came before', () => {
    const underWay = [
      { file: '/w/experiments/outage.chaos.yaml', title: 'outage', startedAt: 1, phase: 'method' as const },
    ];
    const [row] = experimentRows(
      shown({ experiments: [experiment('outage')], runs: [run(9, passed)], underWay }),
    );
    assert.deepEqual(
      [row?.icon?.id, row?.description, row?.kind],
      ['loading~spin', 'method', 'experiment.running'],
    );
  });

  it('shows a file with errors as such, by its name when it has no title', () => {
    const { title: _, ...untitled } = experiment('broken');
    const [row] = experimentRows(
      shown({ experiments: [{ ...untitled, errors: ['"method" is missing.', 'x'] }] }),
    );
    assert.deepEqual(
      [row?.label, row?.description, row?.icon?.id],
      ['broken.chaos.yaml', '2 errors', 'warning'],
    );
    assert.match(row?.tooltip ?? '', /- "method" is missing\./);
  });

  it('gives a run to the experiment whose title its journal has, not to one whose file would be called the same', () => {
    const experiments = [experiment('a', { title: 'outage!' }), experiment('b', { title: 'outage' })];
    const rows = experimentRows(shown({ experiments, runs: [run(9, passed)] }));
    assert.deepEqual(
      rows.map(({ children }) => children?.length),
      [0, 1],
    );
    const unread = experimentRows(shown({ experiments, runs: [run(9)] }));
    assert.deepEqual(
      unread.map(({ children }) => children?.length),
      [1, 1],
      'before it is read, the name of its file tells',
    );
  });

  it('keeps the runs of two folders apart', () => {
    const experiments = [experiment('outage'), experiment('outage', { uri: 'file:///v/x', workspace: '/v' })];
    const rows = experimentRows(
      shown({ experiments, runs: [run(9, passed), run(8, passed, { workspace: '/v' })] }),
    );
    assert.deepEqual(
      rows.map(({ children }) => children?.map(({ label }) => label)),
      [["9 o'clock"], ["8 o'clock"]],
    );
  });

  it('shows runs of what is not there by their titles, and what cannot be read by its name', () => {
    const runs = [
      run(9, { ...passed, title: 'Another' }, { name: 'another' }),
      run(8, { problem: 'cut off' }, { name: 'b' }),
    ];
    assert.deepEqual(drawn(experimentRows(shown({ experiments: [experiment('outage')], runs }))).slice(1), [
      '[history] Other runs | of experiments that are not in this workspace',
      "  [pass-filled] Another | 9 o'clock · passed · 12 s",
      "  [question] b | 8 o'clock · not read",
    ]);
  });

  it('is empty without experiments and runs, so that the view can say what to do', () => {
    assert.deepEqual(experimentRows(shown({})), []);
  });

  it('tells the scores of the last run, with texts that mean nothing to Markdown', () => {
    const hostile = '![x](http://elsewhere/x.png) <b>';
    const summary = { ...passed, title: hostile, scores: [{ endpoint: hostile, score: 7 }] };
    const [row] = experimentRows(
      shown({
        experiments: [experiment('a', { title: hostile, description: hostile })],
        runs: [run(9, summary)],
      }),
    );
    assert.match(row?.tooltip ?? '', /Resilience, of 100:\n\n- .*: 7/);
    for (const each of [row, ...(row?.children ?? [])])
      assert.doesNotMatch(each?.tooltip ?? '', /(?<!\\)!?\[x|<b>/);
  });
});

describe('runsToRead', () => {
  it('are those that are shown: the last of each experiment first, none twice, none that has been read', () => {
    const many = Array.from({ length: 15 }, (_, index) => run(50 - index));
    const other = Array.from({ length: 2 }, (_, index) => run(20 - index, undefined, { name: 'other' }));
    const experiments = [experiment('outage'), experiment('other')];
    const wanted = runsToRead(shown({ experiments, runs: [...many, ...other] })).map(({ at }) => at);
    assert.deepEqual(wanted, [50, 20, 49, 48, 47, 46, 45, 44, 43, 42, 41, 19]);
    assert.deepEqual(runsToRead(shown({ experiments, runs: [run(1, passed)] })), []);
  });
});
