import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface EngineProcessInTest {
  readonly child: ChildProcess;
  /** Resolves with the URL once it serves; rejects when it ends before. */
  readonly ready: Promise<string>;
  readonly ended: Promise<Ended>;
}

const main = join(__dirname, 'main.ts');

/** For tests: runs `main.ts` as the process that it is shipped as, and kills it at the end if it still runs. */
export async function withEngineProcess<T>(
  args: readonly string[],
  work: (engine: EngineProcessInTest) => Promise<T>,
  env: Readonly<NodeJS.ProcessEnv> = {},
): Promise<T> {
  const command = ['--import', 'tsx', main, ...args];
  const child = spawn(process.execPath, command, { stdio: 'pipe', env: { ...process.env, ...env } });
  const engine = watch(child);
  engine.ready.catch(() => {}); // for who waits for it
  try {
    return await work(engine);
  } finally {
    child.kill('SIGKILL');
    await engine.ended;
  }
}

function watch(child: ChildProcess): EngineProcessInTest {
  let stdout = '';
  let stderr = '';
  child.stderr?.on('data', (text) => {
    stderr += text;
  });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, stdout, stderr }));
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (text) => {
      stdout += text;
      const url = /^chaos-lab engine on (\S+)\nReady\.\n/.exec(stdout)?.[1];
      if (url !== undefined) resolve(url);
    });
    void ended.then((end) => reject(new Error(`ended before it served: ${JSON.stringify(end)}`)));
  });
  return { child, ready, ended };
}
