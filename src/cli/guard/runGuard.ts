import { createInterface } from 'node:readline';
import { systemClock } from '../../core/clock';
import { parseGuardOrder } from '../../core/faults/guardOrder';
import { type FaultsBefore, restoreFaults } from '../../core/faults/restoreFaults';
import { takeBack } from '../../core/faults/takeBack';
import { ChaosClient } from '../../core/http/chaosClient';
import { watchForEnd } from '../engine/watchForEnd';

export interface GuardArguments {
  readonly endpoint: string;
  readonly owner: string;
  /** The process whose end is waited for. */
  readonly parent: number;
}

const patienceMs = 30_000;
const requestTimeoutMs = 5000;

const report = (line: string) => process.stderr.write(`${line}\n`);

/** Waits until all is clear, or the parent is gone: then takes back what is the owner's. Gives whether nothing is left. */
export async function runGuard({ endpoint, owner, parent }: GuardArguments): Promise<boolean> {
  const client = new ChaosClient(endpoint, { timeoutMs: requestTimeoutMs });
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {}); // the parent read them
  const waiting = setInterval(() => {}, 60_000); // watching for the end keeps nobody alive
  const orders = readOrders();
  const ended = watchForEnd(parent).then(() => 'ended' as const);
  process.stdout.write('Ready.\n');
  const why = await Promise.race([orders.cleared, ended]);
  clearInterval(waiting);
  if (why === 'cleared') return true;
  const { before, latencies } = orders.known();
  if (before) return restoreFaults(client, before, { clock: systemClock, patienceMs, report });
  return takeBack(client, { owner, latencies, clock: systemClock, patienceMs, report });
}

interface Known {
  readonly latencies: readonly number[];
  readonly before?: FaultsBefore;
}

function readOrders(): { cleared: Promise<'cleared'>; known: () => Known } {
  let known: Known = { latencies: [] };
  const cleared = new Promise<'cleared'>((resolve) => {
    createInterface({ input: process.stdin }).on('line', (line) => {
      const order = parseGuardOrder(line);
      if (order === undefined) return;
      if ('clear' in order) resolve('cleared');
      else known = { ...known, ...order };
    });
  });
  return { cleared, known: () => known };
}
