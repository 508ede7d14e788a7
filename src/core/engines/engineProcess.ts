import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type Clock, systemClock } from '../clock';
import { HumanError } from '../errors';
import { Emitter } from '../event';
import type { LogLine } from '../logLine';
import { childEnvironment } from './childEnvironment';

export interface EngineProcessOptions {
  /** The built engine, `dist/engine.js`. */
  readonly enginePath: string;
  /** For messages: `The gateway`; `The engine` when absent. */
  readonly name?: string;
  /** Arguments of the engine; `--parent` is added. */
  readonly args: readonly string[];
  /** What runs the engine; this process's own program when absent. */
  readonly execPath?: string;
  readonly env?: Readonly<NodeJS.ProcessEnv>;
  readonly cwd?: string;
  readonly clock?: Clock;
  /** How long it may take until it serves; 30 s when absent. */
  readonly startTimeoutMs?: number;
  /** How long it has to end by itself before it is killed; 6 s when absent: it flushes its state. */
  readonly stopGraceMs?: number;
}

/** How the engine ended. */
export interface EngineExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What it said last on stderr; absent when it said nothing. */
  readonly lastError?: string;
}

/**
 * One run of the engine as a child process. It ends with this process, even when that is killed: the engine
 * watches `--parent` and its standard input, which is held open here.
 */
export class EngineProcess {
  private readonly child: ChildProcess;
  private readonly line = new Emitter<LogLine>();
  private readonly clock: Clock;
  private lastError: string | undefined;
  private endpoint: string | undefined;

  /** Lines it prints; those of its error stream are warnings. */
  readonly onLine = this.line.event;
  /** Resolves when it has ended and its output was read. */
  readonly exited: Promise<EngineExit>;
  private readonly serving: Promise<string>;

  constructor(private readonly options: EngineProcessOptions) {
    this.clock = options.clock ?? systemClock;
    this.child = spawn(
      options.execPath ?? process.execPath,
      [options.enginePath, ...options.args, '--parent', String(process.pid)],
      {
        env: childEnvironment(options.env ?? process.env),
        stdio: ['pipe', 'pipe', 'pipe'],
        // Out of reach of a terminal's Ctrl+C: who started it ends it, after what still needs it.
        detached: process.platform !== 'win32',
        windowsHide: true,
        ...(options.cwd ? { cwd: options.cwd } : {}),
      },
    );
    this.child.stdin?.on('error', () => {}); // it may end before we let go of its input
    this.exited = this.watchExit();
    this.serving = this.watchReady();
    this.serving.catch(() => {}); // whoever waits in `ready` is told
    this.readErrors();
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Its origin, once it serves. Rejects when it ends first or takes too long, or `signal` aborts; it may still run then. */
  ready(signal?: AbortSignal): Promise<string> {
    return new Promise((resolve, reject) => {
      const timeoutMs = this.options.startTimeoutMs ?? 30_000;
      const timer = this.clock.after(timeoutMs, () => reject(this.tooSlow(timeoutMs)));
      const abort = () => reject(signal?.reason);
      if (signal?.aborted) abort();
      signal?.addEventListener('abort', abort, { once: true });
      this.serving.then(resolve, reject).finally(() => {
        timer.dispose();
        signal?.removeEventListener('abort', abort);
      });
    });
  }

  /** What `work` gives; rejects with a `HumanError` when the engine ends before. */
  whileRunning<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.exited.then((exit) => Promise.reject(this.notStarted(exit)))]);
  }

  /** Asks it to end, and ends it when it does not. */
  async stop(): Promise<EngineExit> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGTERM');
    const kill = this.clock.after(this.options.stopGraceMs ?? 6000, () => this.child.kill('SIGKILL'));
    try {
      return await this.exited;
    } finally {
      kill.dispose();
    }
  }

  private watchExit(): Promise<EngineExit> {
    return new Promise((resolve) => {
      this.child.once('error', (error) => {
        this.lastError = error.message;
        if (this.child.pid === undefined) resolve({ code: null, signal: null, lastError: error.message });
      });
      this.child.once('close', (code, signal) => {
        resolve({ code, signal, ...(this.lastError ? { lastError: this.lastError } : {}) });
      });
    });
  }

  private watchReady(): Promise<string> {
    return new Promise((resolve, reject) => {
      this.readLines(this.child.stdout, 'info', (line) => {
        this.endpoint = /^chaos-lab engine on (http:\/\/\S+)$/.exec(line)?.[1] ?? this.endpoint;
        if (line === 'Ready.' && this.endpoint) resolve(this.endpoint);
      });
      this.exited.then((exit) => reject(this.notStarted(exit)));
    });
  }

  private readErrors(): void {
    this.readLines(this.child.stderr, 'warn', (line) => {
      if (line.trim()) this.lastError = line.trim();
    });
  }

  private notStarted(exit: EngineExit): HumanError {
    return new HumanError(`${this.name} did not start: ${describeExit(exit)}`);
  }

  private tooSlow(timeoutMs: number): HumanError {
    return new HumanError(
      `${this.name} did not serve within ${timeoutMs / 1000} s and was ended. Open the log for what it printed, then start it again.`,
    );
  }

  private get name(): string {
    return this.options.name ?? 'The engine';
  }

  private readLines(
    stream: NodeJS.ReadableStream | null,
    level: LogLine['level'],
    each: (line: string) => void,
  ): void {
    if (!stream) return;
    createInterface({ input: stream }).on('line', (text) => {
      each(text);
      this.line.fire({ level, text });
    });
  }
}

/** `it ended with exit code 1: port 4566 is in use.` */
export const describeExit = ({ code, signal, lastError }: EngineExit): string => {
  const how = signal ? `it was ended by ${signal}` : code === null ? '' : `it ended with exit code ${code}`;
  return [how, lastError].filter(Boolean).join(': ').replace(/\.?$/, '.');
};
