import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type Core, pinned } from './pinned';

export interface Program {
  readonly pid: number;
  /** The line that was waited for, matched. */
  readonly said: RegExpExecArray;
  stop(): Promise<void>;
}

export interface ProgramOptions {
  /** What it says on stdout or stderr once it serves. */
  readonly says: RegExp;
  readonly core?: Core;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

const START_MS = 60_000;
const STOP_MS = 5000;

/** Starts a program and waits until it says that it serves. */
export async function startProgram(command: readonly string[], options: ProgramOptions): Promise<Program> {
  const { says, core = 'server', cwd, env = {} } = options;
  const [file = '', ...args] = await pinned(core, command);
  const child = spawn(file, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    ...(cwd && { cwd }),
  });
  const ended = once(child, 'close').catch(() => []); // it could not be started: waiting for its words says so
  const late = setTimeout(() => child.kill('SIGKILL'), START_MS);
  try {
    const said = await waitFor(child, says, command.join(' '));
    return { pid: child.pid ?? 0, said, stop: () => stop(child, ended) };
  } finally {
    clearTimeout(late);
  }
}

/** What it says afterwards is read and thrown away, so that it never waits for us. */
function waitFor(child: ChildProcess, says: RegExp, command: string): Promise<RegExpExecArray> {
  const lines: string[] = [];
  const readers: (() => void)[] = [];
  const said = new Promise<RegExpExecArray>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      reject(new Error(`${command} ended (${code}) before it served: ${lines.slice(-3).join(' ')}`)),
    );
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      const reader = createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        const said = says.exec(line);
        if (said !== null) resolve(said);
      });
      readers.push(() => {
        reader.close();
        stream.resume();
      });
    }
  });
  return said.finally(() => {
    for (const leave of readers) leave();
  });
}

async function stop(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill();
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(force);
}
