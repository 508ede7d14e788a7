import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { EngineCounts } from './engine/main';

/** The benchmark's engine, in a process of its own, so that its work is nobody else's. */
export interface EngineOfBench {
  readonly url: string;
  /** What it has done so far. */
  counts(): Promise<EngineCounts>;
  stop(): Promise<void>;
}

/** Starts it on a free port; it ends with this process. */
export async function startEngine(endpoints: number, eventsPerSecond: number): Promise<EngineOfBench> {
  const child = fork(join(__dirname, 'engine', 'main.ts'), [String(endpoints), String(eventsPerSecond)], {
    execArgv: ['--import', 'tsx'],
  });
  const ended = once(child, 'exit');
  const answer = async <T>(): Promise<T> => {
    const gone = ended.then(([code]) => {
      throw new Error(`The engine of the benchmark has ended (${code}).`);
    });
    const [message] = await Promise.race([once(child, 'message'), gone]);
    return message as T;
  };
  const { port } = await answer<{ port: number }>();
  return {
    url: `http://127.0.0.1:${port}`,
    counts: () => {
      const counts = answer<EngineCounts>();
      child.send('count');
      return counts;
    },
    stop: async () => {
      child.disconnect();
      await ended;
    },
  };
}
