import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { HumanError } from '../errors';

/** How a running tool is asked to end. */
export interface Cancellation {
  /** Once aborted, the tool gets the interrupt a person's Ctrl+C gives, and is then waited for: it frees its locks. */
  readonly signal?: AbortSignal | undefined;
  /** Once aborted, the tool is killed. For the person who asks a second time. */
  readonly killSignal?: AbortSignal | undefined;
}

export interface ToolRun extends Cancellation {
  /** Program and arguments. */
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<NodeJS.ProcessEnv>;
  /** Lines of both streams as they come, without colours. */
  onLine(line: string): void;
}

export interface ToolExit {
  /** Absent when a signal ended it. */
  readonly code?: number;
  /** True when it was asked to end; it may have finished all the same. */
  readonly cancelled: boolean;
  /** What it printed, both streams, the last lines of it. */
  readonly output: string;
  /** What it printed as its result. */
  readonly stdout: string;
}

const keptLines = 2000;
const keptResultLines = 100_000;
/** A program that ignores its interrupt although nobody asks a second time is killed in the end. */
const interruptGraceMs = 5 * 60_000;

/** Runs a program to its end. Rejects with a `HumanError` when it cannot be started, with an `AbortError` when cancelled before. */
export const runTool = async (run: ToolRun): Promise<ToolExit> => {
  run.signal?.throwIfAborted();
  const child = start(run);
  const { both, stdout } = collectLines(child, run.onLine);
  const stopWatching = watchCancellation(child, run);
  try {
    const code = await ended(child, run.command);
    const printed = { output: both.join('\n'), stdout: stdout.join('\n') };
    return { ...(code === null ? {} : { code }), cancelled: run.signal?.aborted ?? false, ...printed };
  } finally {
    stopWatching();
  }
};

/** In a process group of its own, so that an interrupt reaches what the tool started, and a person's Ctrl+C only us. */
const start = ({ command: [program = '', ...args], cwd, env }: ToolRun): ChildProcess =>
  spawn(program, args, {
    cwd,
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });

interface Printed {
  readonly both: string[];
  readonly stdout: string[];
}

const collectLines = (child: ChildProcess, onLine: (line: string) => void): Printed => {
  const printed: Printed = { both: [], stdout: [] };
  const take = (raw: string) => {
    const line = stripVTControlCharacters(raw).trimEnd();
    keep(printed.both, line, keptLines);
    onLine(line);
    return line;
  };
  linesOf(child.stdout, (raw) => keep(printed.stdout, take(raw), keptResultLines));
  linesOf(child.stderr, take);
  return printed;
};

const keep = (lines: string[], line: string, atMost: number): void => {
  lines.push(line);
  if (lines.length > atMost) lines.shift();
};

const linesOf = (stream: Readable | null, take: (raw: string) => void): void => {
  if (stream) createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', take);
};

const ended = (child: ChildProcess, [program = '']: readonly string[]): Promise<number | null> =>
  new Promise((resolve, reject) => {
    child.once('error', (error) => reject(notStarted(program, error)));
    child.once('close', (code) => resolve(code));
  });

const notStarted = (program: string, cause: Error) =>
  new HumanError(
    `${program} could not be started (${cause.message}). Check that it is installed and executable.`,
    'failed',
    {
      cause,
    },
  );

const watchCancellation = (child: ChildProcess, { signal, killSignal }: Cancellation): (() => void) => {
  let grace: NodeJS.Timeout | undefined;
  const interrupt = () => {
    send(child, 'SIGINT');
    grace = setTimeout(kill, interruptGraceMs);
  };
  const kill = () => send(child, 'SIGKILL');
  signal?.addEventListener('abort', interrupt, { once: true });
  killSignal?.addEventListener('abort', kill, { once: true });
  return () => {
    clearTimeout(grace);
    signal?.removeEventListener('abort', interrupt);
    killSignal?.removeEventListener('abort', kill);
  };
};

const send = (child: ChildProcess, signal: NodeJS.Signals): void => {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // it has ended meanwhile
  }
};
