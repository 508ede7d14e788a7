import type { Entry } from './lineUp';
import type { Load } from './load';
import { cpuMs } from './programs/usage';

/** What one round of load showed. */
export interface Sample {
  readonly requestsPerSecond: number;
  /** µs of a core for each request; NaN where the machine does not tell. */
  readonly cpuUs: number;
}

export async function measureLoad(load: Load, entry: Entry, seconds: number): Promise<Sample> {
  const { target, pid } = entry.contestant;
  const takeBack = await entry.prepare?.();
  try {
    const before = await cpuMs(pid);
    const loaded = await load(target, seconds);
    const cpuUs = ((await cpuMs(pid)) - before) * 1000;
    return { requestsPerSecond: loaded.requests / loaded.seconds, cpuUs: cpuUs / loaded.requests };
  } finally {
    await takeBack?.();
  }
}
