import type { Contestant } from './contestants/contestant';
import type { Load } from './load';
import { residentBytes } from './programs/usage';

/** What a server holds after so many requests, in bytes. It is stopped afterwards. */
export async function measureMemory(load: Load, contestant: Contestant, requests: number): Promise<number> {
  try {
    for (let done = 0; done < requests; ) done += (await load(contestant.target, 1)).requests;
    return await residentBytes(contestant.pid);
  } finally {
    await contestant.stop();
  }
}
