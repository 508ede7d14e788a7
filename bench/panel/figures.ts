import type { Measured } from './measure';

/** What was asked for. */
export interface Wanted {
  readonly endpoints: number;
  readonly probeEverySeconds: number;
  readonly eventsPerSecond: number;
}

/** A line of the result. */
export interface Figure {
  readonly name: string;
  readonly measured: string;
  /** Empty where there is none, and the figure only explains the others. */
  readonly limit: string;
  readonly ok: boolean;
}

/** The figures against their limits: first that the work was done, then what it took. */
export const figuresOf = (measured: Measured, wanted: Wanted, lostEvents: number): Figure[] => [
  ...workDone(measured, wanted, lostEvents),
  ...workTaken(measured),
  ...memory(measured),
];

/** Shares of what was asked for that count as done: the pause between probes is random. */
const enough = 0.95;

const workDone = ({ intervals }: Measured, wanted: Wanted, lostEvents: number): Figure[] => {
  const seconds = sum(intervals.map((each) => each.seconds));
  const perSecond = (all: readonly number[]) => sum(all) / seconds;
  const probes = perSecond(intervals.map((each) => each.probes));
  const events = perSecond(intervals.map((each) => each.events));
  const marks = perSecond(intervals.map(({ panel }) => panel.marks));
  const dueProbes = wanted.endpoints / wanted.probeEverySeconds;
  return [
    atLeast('probes done', probes, dueProbes * enough, '/s'),
    atLeast('events sent to the extension', events, wanted.eventsPerSecond, '/s'),
    atMost('events lost on the way', lostEvents, 0, ''),
    atLeast('marks that reached the page', marks, (dueProbes + wanted.eventsPerSecond) * enough, '/s'),
  ];
};

const workTaken = ({ intervals }: Measured): Figure[] => {
  const wallMs = sum(intervals.map((each) => each.seconds)) * 1000;
  const share = (all: readonly number[]) => (sum(all) / wallMs) * 100;
  const longTasks = intervals.flatMap(({ panel }) => panel.longTasksMs);
  const turned = intervals.flatMap(({ panel }) => panel.turnedAfterMs);
  const pauses = intervals.map(({ host }) => host.longestPauseMs);
  return [
    below('extension host, of a core', share(intervals.map((each) => each.hostCpuMs)), 25, ' %'),
    below('scripting of the page, of a core', share(intervals.map((each) => each.scriptMs)), 30, ' %'),
    note('all the page did, of a core', `${round(share(intervals.map((each) => each.taskMs)))} %`),
    atMost('longest task of the page (0: none over 50 ms)', Math.max(0, ...longTasks), 100, ' ms'),
    note('tasks of the page over 50 ms', String(longTasks.length)),
    note('longest pause of the extension host', `${round(Math.max(0, ...pauses))} ms`),
    note(
      'from a click to the first lane that turned',
      turned.map((ms) => `${round(ms)} ms`).join(', ') || '–',
    ),
  ];
};

/** Flat: no more than a tenth above what it was after the first minute. */
const growth = 1.1;

/**
 * What leaks, in V8's heap or beside it (buffers, sockets, malloc), is there when everything else has been let go of and
 * given back: that is compared. What is resident between two collections has no limit: a process that is busy keeps
 * the pages of its garbage, as many as there were at most, until V8 is told that memory is short. With 5 MB in use after
 * 250 MB of garbage, Node 24 stays at 390 MB for as long as it does anything, however often it collects, and falls to
 * 66 MB when told (README.md). So that says when V8 has collected last, and how much garbage there was until then.
 */
const memory = ({ early, late, intervals }: Measured): Figure[] => {
  const rss = intervals.map(({ host }) => host.rssBytes);
  const quarter = Math.floor(rss.length / 4);
  const most = (from: number, to?: number) => megabytes(Math.max(0, ...rss.slice(from, to)));
  return [
    flat('heap of the extension host, garbage collected', early.host, late.host),
    flat('heap of the page, garbage collected', early.page, late.page),
    flat('memory of the extension host (RSS), garbage given back', early.hostRss, late.hostRss),
    note(
      'most memory of the extension host (RSS) with its garbage, in each quarter',
      `${[0, 1, 2, 3].map((at) => most(at * quarter, at < 3 ? (at + 1) * quarter : undefined)).join(', ')} MB`,
    ),
  ];
};

const flat = (name: string, before: number, after: number): Figure => ({
  name,
  measured: `${megabytes(before)} → ${megabytes(after)} MB (× ${(after / before).toFixed(2)})`,
  limit: `≤ × ${growth}`,
  ok: after <= before * growth,
});

const atLeast = (name: string, value: number, limit: number, unit: string): Figure => ({
  name,
  measured: `${round(value)}${unit}`,
  limit: `≥ ${round(limit)}${unit}`,
  ok: value >= limit,
});

const atMost = (name: string, value: number, limit: number, unit: string): Figure => ({
  name,
  measured: `${round(value)}${unit}`,
  limit: `≤ ${limit}${unit}`,
  ok: value <= limit,
});

const below = (name: string, value: number, limit: number, unit: string): Figure => ({
  name,
  measured: `${round(value)}${unit}`,
  limit: `< ${limit}${unit}`,
  ok: value < limit,
});

const note = (name: string, measured: string): Figure => ({ name, measured, limit: '', ok: true });

const sum = (values: readonly number[]): number => values.reduce((all, each) => all + each, 0);

const round = (value: number): string => String(Math.round(value * 10) / 10);

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
