import { setTimeout as pause } from 'node:timers/promises';
import type { EngineCounts } from './engine/main';
import type { ExtensionHost, HostUsage } from './host/extensionHost';
import type { PageMeter, PageUsage, PanelSeen } from './pageMeter';
import type { EngineOfBench } from './startEngine';

/** What happened between two looks. */
export interface Interval {
  readonly seconds: number;
  readonly hostCpuMs: number;
  readonly scriptMs: number;
  readonly taskMs: number;
  readonly probes: number;
  readonly events: number;
  /** At its end. */
  readonly host: HostUsage;
  /** At its end. */
  readonly page: PageUsage;
  readonly panel: PanelSeen;
}

/** Bytes in use when all garbage has been let go of. */
export interface Heaps {
  readonly host: number;
  readonly page: number;
  /** Resident memory of the extension host: all of it, V8's or not, that is not given back. */
  readonly hostRss: number;
}

export interface Measured {
  readonly intervals: readonly Interval[];
  /** After the first minute. */
  readonly early: Heaps;
  readonly late: Heaps;
}

/** What a person does, so many seconds after the beginning. */
export interface Step {
  readonly atSeconds: number;
  readonly act: () => Promise<void>;
}

export interface Measurement {
  readonly seconds: number;
  /** What is counted as the first minute. */
  readonly earlySeconds: number;
  /** In their order. */
  readonly steps: readonly Step[];
  /** At each look, and when all garbage has been let go of; what it takes is measured along. */
  readonly onLook?: (seconds: number, collected: boolean) => Promise<void>;
}

interface Meters {
  readonly host: ExtensionHost;
  readonly page: PageMeter;
  readonly engine: EngineOfBench;
}

const lookEverySeconds = 5;

/** Looks every five seconds, and lets the steps happen in between. */
export async function measure(
  meters: Meters,
  { seconds, earlySeconds, steps, onLook = async () => {} }: Measurement,
): Promise<Measured> {
  const intervals: Interval[] = [];
  const due = [...steps];
  let early: Heaps | undefined;
  let before = await look(meters);
  const beganAt = before.at;
  for (let end = lookEverySeconds; end <= seconds; end += lookEverySeconds) {
    while (due[0] && due[0].atSeconds < end) await due.shift()?.act();
    await pause(Math.max(0, beganAt + end * 1000 - performance.now()));
    const after = await look(meters);
    intervals.push(between(before, after));
    before = after;
    await onLook(end, false);
    if (early || end < earlySeconds) continue;
    early = await collect(meters);
    await onLook(end, true);
    before = await look(meters); // what collecting took is nobody's
  }
  const late = await collect(meters);
  await onLook(seconds, true);
  return { intervals, early: early ?? late, late };
}

interface Look {
  readonly at: number;
  readonly host: HostUsage;
  readonly page: PageUsage;
  readonly panel: PanelSeen;
  readonly counts: EngineCounts;
}

const look = async ({ host, page, engine }: Meters): Promise<Look> => {
  const [hostNow, pageNow, panel, counts] = await Promise.all([
    host.usage(),
    page.usage(),
    page.seen(),
    engine.counts(),
  ]);
  return { at: performance.now(), host: hostNow, page: pageNow, panel, counts };
};

const between = (before: Look, after: Look): Interval => ({
  seconds: (after.at - before.at) / 1000,
  hostCpuMs: after.host.cpuMs - before.host.cpuMs,
  scriptMs: after.page.scriptMs - before.page.scriptMs,
  taskMs: after.page.taskMs - before.page.taskMs,
  probes: after.counts.probes - before.counts.probes,
  events: after.counts.events - before.counts.events,
  host: after.host,
  page: after.page,
  panel: after.panel,
});

/** What finalizers hold, and what is on its way just now, goes with a later round. */
const rounds = 4;

const collect = async ({ host, page }: Meters): Promise<Heaps> => {
  const heaps: Heaps[] = [];
  for (let round = 0; round < rounds; round++) {
    await Promise.all([host.collect(), page.collect()]);
    const [ofHost, ofPage] = await Promise.all([host.usage(), page.usage()]);
    heaps.push({ host: ofHost.heapBytes, page: ofPage.heapBytes, hostRss: ofHost.rssBytes });
    await pause(500);
  }
  const least = (of: keyof Heaps) => Math.min(...heaps.map((heap) => heap[of]));
  return { host: least('host'), page: least('page'), hostRss: least('hostRss') };
};
