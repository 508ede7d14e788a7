import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { homedir, constants as osConstants } from 'node:os';
import { pythonText } from '../../configuration/pythonText';
import type { ProcessProvider } from '../../format/experiment';
import type { ActivityContext } from '../activityContext';
import { ActivityFailed } from '../activityFailed';
import { findProgram } from './findProgram';

export interface ProcessOutput {
  /** The exit code; the negative number of the signal that ended it. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Of each stream: more would fill the memory and the journal. */
export const mostOutputBytes = 10 * 1024 * 1024;

/** Runs the program of an activity. Any exit code is a success: a tolerance judges it. */
export const runProcess = async (
  provider: ProcessProvider,
  context: ActivityContext,
): Promise<ProcessOutput> => {
  const path = await findProgram(provider.path.replace(/^~(?=\/|$)/, homedir()), context);
  if (path === undefined)
    throw new ActivityFailed(`${provider.path} cannot be found: install it, or name it with its full path.`);
  const words = context.substitute(provider.arguments ?? []);
  const child = start(path, words, context);
  const stop = stopWhen(child, milliseconds(context.substitute(provider.timeout)), context.signal);
  const output = await outputOf(child).finally(() => stop.dispose());
  if (stop.reason) throw stop.reason;
  return output;
};

/** A text is a command line for the shell; a mapping gives each name and value as words. */
const start = (path: string, words: unknown, { folder, env }: ActivityContext): ChildProcess => {
  const options: SpawnOptions = {
    cwd: folder,
    env: { ...env } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that what it starts ends with it.
    detached: process.platform !== 'win32',
    windowsHide: true,
  };
  if (typeof words === 'string') return spawn(`${path} ${words}`, { ...options, shell: true });
  const list = Array.isArray(words) ? words : Object.entries(words as object).flat();
  const texts = list.filter((word) => word !== null && word !== '').map(pythonText);
  return spawn(path, texts, options);
};

const milliseconds = (seconds: unknown): number | undefined =>
  seconds === undefined || seconds === null ? undefined : Number(seconds) * 1000;

interface Stop {
  reason: unknown;
  dispose(): void;
}

const stopWhen = (child: ChildProcess, timeoutMs: number | undefined, signal: AbortSignal): Stop => {
  const stop: Stop = {
    reason: undefined,
    dispose: () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', aborted);
      process.off('exit', abandoned);
    },
  };
  const end = (reason: unknown) => {
    stop.reason = reason;
    kill(child);
  };
  const aborted = () => end(signal.reason);
  // In a group of its own it would outlive a run that is ended at once.
  const abandoned = () => kill(child);
  process.once('exit', abandoned);
  const late = () =>
    end(
      new ActivityFailed(
        `process activity took too long to complete: it was ended after ${Number(timeoutMs) / 1000} s`,
      ),
    );
  const timer = timeoutMs === undefined ? undefined : setTimeout(late, timeoutMs);
  signal.addEventListener('abort', aborted);
  if (signal.aborted) aborted();
  return stop;
};

/** With all that it has started. */
const kill = (child: ChildProcess): void => {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL'); // the group has ended
  }
  child.stdout?.destroy(); // a grandchild in a group of its own may hold them open
  child.stderr?.destroy();
};

const outputOf = async (child: ChildProcess): Promise<ProcessOutput> => {
  const [stdout, stderr] = [collect(child, 'stdout'), collect(child, 'stderr')];
  const [code, signal] = await closeOf(child);
  const status = code ?? -(signal ? osConstants.signals[signal] : 1);
  return { status, stdout: stdout(), stderr: stderr() };
};

const closeOf = async (child: ChildProcess): Promise<[number | null, NodeJS.Signals | null]> => {
  try {
    return (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  } catch (cause) {
    throw new ActivityFailed(`${child.spawnfile} cannot be started: ${(cause as Error).message}.`, { cause });
  }
};

const collect = (child: ChildProcess, name: 'stdout' | 'stderr'): (() => string) => {
  const chunks: Buffer[] = [];
  let length = 0;
  child[name]?.on('data', (chunk: Buffer) => {
    const room = mostOutputBytes - length;
    length += chunk.length;
    if (room > 0) chunks.push(chunk.subarray(0, room));
  });
  return () => {
    const text = Buffer.concat(chunks).toString('utf8');
    return length > mostOutputBytes
      ? `${text}\n… ${length - mostOutputBytes} more bytes are left out.`
      : text;
  };
};
