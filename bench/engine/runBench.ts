import type { Progress } from '../../scripts/lib/progress.mjs';
import { asked } from './contestants/contestant';
import { startEngine } from './contestants/engine';
import { startMinimalProxy } from './contestants/nodeServers';
import type { Measured } from './figures';
import { measureIdentify } from './identify/measureIdentify';
import { measureTable, type TableCost } from './identify/measureTable';
import type { Entry, EntryName, LineUp } from './lineUp';
import type { Load } from './load';
import { type Latency, measureLatency } from './measureLatency';
import { measureLoad, type Sample } from './measureLoad';
import { measureMemory } from './measureMemory';
import { measureEngineStart, measureNodeStart } from './measureStart';

/** How thoroughly. */
export interface Plan {
  readonly warmUpSeconds: number;
  readonly loadRounds: number;
  readonly loadSeconds: number;
  readonly latencyRounds: number;
  readonly latencySeconds: number;
  readonly starts: number;
  readonly memoryRounds: number;
  readonly memoryRequests: number;
  readonly identifyRounds: number;
  readonly identifyCalls: number;
}

/** Measures all of it, interleaved: what the machine does besides meets everybody alike. */
export async function runBench(
  lineUp: LineUp,
  load: Load,
  plan: Plan,
  progress: Progress,
): Promise<Measured> {
  return {
    load: await measureLoads(lineUp, load, plan, progress),
    latency: await progress.step('Latency at a fixed pace', () => measureLatencies(lineUp, plan)),
    startMs: await progress.step('Starts', () => measureStarts(lineUp, plan)),
    residentBytes: await progress.step('Memory', () => measureMemories(lineUp, load, plan)),
    identifyNs: await progress.step('Identifying calls', async () =>
      measureIdentify(plan.identifyRounds, plan.identifyCalls),
    ),
    table: await progress.step('Loading the table of calls', () => measureTables(plan)),
  };
}

async function measureLoads({ entries }: LineUp, load: Load, plan: Plan, progress: Progress) {
  if (plan.warmUpSeconds > 0)
    await progress.step('Warming up', async () => {
      for (const entry of entries) await measureLoad(load, entry, plan.warmUpSeconds);
    });
  const samples = new Map<EntryName, Sample[]>(entries.map(({ name }) => [name, []]));
  for (let round = 0; round < plan.loadRounds; round++) {
    await progress.step(`Load, round ${round + 1} of ${plan.loadRounds}`, async () => {
      for (const entry of inTurn(entries, round))
        samples.get(entry.name)?.push(await measureLoad(load, entry, plan.loadSeconds));
    });
  }
  return samples;
}

/** Forth and back, so that nobody always comes after the same one. */
const inTurn = (entries: readonly Entry[], round: number): readonly Entry[] =>
  round % 2 === 0 ? entries : entries.toReversed();

async function measureLatencies({ entries, behind }: LineUp, plan: Plan): Promise<Measured['latency']> {
  const [proxy, pass] = [contestantOf(entries, 'proxy'), contestantOf(entries, 'pass')];
  const latency: Record<'behind' | 'proxy' | 'pass', Latency[]> = { behind: [], proxy: [], pass: [] };
  for (let round = 0; round < plan.latencyRounds; round++) {
    latency.behind.push(await measureLatency(behind, plan.latencySeconds));
    latency.proxy.push(await measureLatency(proxy, plan.latencySeconds));
    latency.pass.push(await measureLatency(pass, plan.latencySeconds));
  }
  return latency;
}

async function measureStarts({ behind }: LineUp, plan: Plan): Promise<Measured['startMs']> {
  const startMs: Record<'node' | 'engine' | 'gateway', number[]> = { node: [], engine: [], gateway: [] };
  for (let start = 0; start < plan.starts; start++) {
    startMs.node.push(await measureNodeStart());
    startMs.engine.push(await measureEngineStart([]));
    startMs.gateway.push(await measureEngineStart(['--upstream', behind.origin]));
  }
  return startMs;
}

async function measureTables({ starts }: Plan): Promise<TableCost[]> {
  const costs: TableCost[] = [];
  for (let start = 0; start < starts; start++) costs.push(await measureTable());
  return costs;
}

async function measureMemories(
  { entries, behind }: LineUp,
  load: Load,
  { memoryRounds, memoryRequests }: Plan,
): Promise<Measured['residentBytes']> {
  const { target } = contestantOf(entries, 'pass');
  const { pathname } = new URL(target.url);
  const resident: Record<'proxy' | 'pass', number[]> = { proxy: [], pass: [] };
  for (let round = 0; round < memoryRounds; round++) {
    const proxy = asked(await startMinimalProxy(behind.origin), pathname, target.headers);
    resident.proxy.push(await measureMemory(load, proxy, memoryRequests));
    const gateway = await startEngine(['--upstream', behind.origin]);
    resident.pass.push(await measureMemory(load, asked(gateway, pathname, target.headers), memoryRequests));
  }
  return resident;
}

function contestantOf(entries: readonly Entry[], wanted: EntryName) {
  const entry = entries.find(({ name }) => name === wanted);
  if (entry === undefined) throw new Error(`"${wanted}" does not take part.`);
  return entry.contestant;
}
