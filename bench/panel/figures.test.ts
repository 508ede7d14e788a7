import assert from 'node:assert/strict';
import { figuresOf } from './figures';
import type { Interval, Measured } from './measure';
import { reportOf } from './report';

const wanted = { endpoints: 500, probeEverySeconds: 2, eventsPerSecond: 1000 };

const interval = (change: Partial<Interval> = {}): Interval => ({
  seconds: 5,
  hostCpuMs: 1000,
  scriptMs: 1000,
  taskMs: 2000,
  probes: 1240,
  events: 5100,
  host: { cpuMs: 0, heapBytes: 0, rssBytes: 300e6, longestPauseMs: 12 },
  page: { scriptMs: 0, taskMs: 0, heapBytes: 0 },
  panel: { longTasksMs: [], marks: 6240, turnedAfterMs: [] },
  ...change,
});

const measured = (change: Partial<Interval> = {}, heaps: Partial<Measured> = {}): Measured => ({
  intervals: [interval(), interval(), interval(), interval(change)],
  early: { host: 100e6, page: 50e6, hostRss: 200e6 },
  late: { host: 101e6, page: 50e6, hostRss: 210e6 },
  ...heaps,
});

const missed = (of: Measured, lost = 0) =>
  figuresOf(of, wanted, lost)
    .filter(({ ok }) => !ok)
    .map(({ name }) => name);

describe('the figures of the panel', () => {
  it('keep to their limits when the work was done at its price', () => {
    assert.deepEqual(missed(measured()), []);
  });

  it('miss them when the work was not done', () => {
    assert.deepEqual(missed(measured({ probes: 100 })), ['probes done']);
    assert.deepEqual(missed(measured({ events: 100 })), ['events sent to the extension']);
    assert.deepEqual(missed(measured(), 1), ['events lost on the way']);
    const panel = { ...interval().panel, marks: 0 };
    assert.deepEqual(missed(measured({ panel })), ['marks that reached the page']);
  });

  it('miss them when it took too much', () => {
    assert.deepEqual(missed(measured({ hostCpuMs: 3000 })), ['extension host, of a core']);
    assert.deepEqual(missed(measured({ scriptMs: 4000 })), ['scripting of the page, of a core']);
    const panel = { ...interval().panel, longTasksMs: [60, 101] };
    assert.deepEqual(missed(measured({ panel })), ['longest task of the page (0: none over 50 ms)']);
  });

  it('miss them when memory grows', () => {
    const late = { host: 111e6, page: 60e6, hostRss: 221e6 };
    assert.deepEqual(missed(measured({}, { late })), [
      'heap of the extension host, garbage collected',
      'heap of the page, garbage collected',
      'memory of the extension host (RSS), garbage given back',
    ]);
  });

  it('stand in a table that says which was missed', () => {
    const figures = figuresOf(measured({ hostCpuMs: 3000 }), wanted, 0);
    const report = reportOf('Panel', ['About it.'], figures);
    assert.match(report, /^## Panel\n\nAbout it\.\n\n\| what \|/);
    assert.match(report, /\| extension host, of a core \| 30 % \| < 25 % \| ✗ \*\*missed\*\* \|/);
    assert.match(report, /\| scripting of the page, of a core \| 20 % \| < 30 % \| ✓ \|/);
    assert.match(report, /\| all the page did, of a core \| 40 % \| {2}\| {2}\|/);
  });
});
