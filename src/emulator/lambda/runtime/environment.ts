import { type ChildProcess, fork } from 'node:child_process';
import type { Readable } from 'node:stream';
import { readLines } from './lineReader';
import type { InvocationMessage, Report } from './protocol';

export interface EnvironmentSpec {
  /** The bootstrap program. */
  readonly program: string;
  /** The folder of the unpacked code; also the working directory. */
  readonly root: string;
  /** The whole environment of the process, nothing else is inherited. */
  readonly variables: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  readonly logStream: string;
}

export type Outcome =
  | { readonly kind: 'done' | 'failed' | 'crashed'; readonly payload: string }
  | { readonly kind: 'initError'; readonly payload: string }
  /** The process ended without an answer. */
  | { readonly kind: 'exited'; readonly code: number | null; readonly signal: NodeJS.Signals | null };

/** Heap limit as a share of the function's memory, the rest being buffers and code. */
const HEAP_SHARE = 0.9;

const WINDOWS = process.platform === 'win32';

/**
 * One process that runs one function version, one invocation at a time.
 *
 *   starting ──ready──▶ idle ◀──answer── running ──crash, exit, kill──▶ ended
 */
export class Environment {
  readonly logStream: string;
  /** Unix time in milliseconds since when it waits for work. */
  idleSince = 0;
  peakMemoryKb = 0;
  onLog: (text: string) => void = () => {};
  /** Resolves when the process has ended. */
  readonly exited: Promise<void>;
  private readonly child: ChildProcess;
  private readonly startedAt = performance.now();
  private readonly initialised: Promise<void>;
  private ready = false;
  private initDurationMs: number | undefined;
  private final: Outcome | undefined;
  private settle: ((outcome: Outcome) => void) | undefined;
  private initDone: () => void = () => {};
  private over = false;
  private hasExited: () => void = () => {};

  constructor(spec: EnvironmentSpec) {
    this.logStream = spec.logStream;
    this.initialised = new Promise((resolve) => {
      this.initDone = resolve;
    });
    this.exited = new Promise((resolve) => {
      this.hasExited = resolve;
    });
    this.child = startProcess(spec);
    this.listen();
  }

  /** False once the process has ended or is about to. */
  get usable(): boolean {
    return !this.over;
  }

  /** Resolves when the handler is loaded, or at once when that failed; undefined when there is nothing to wait for. */
  get starting(): Promise<void> | undefined {
    return this.ready || this.over ? undefined : this.initialised;
  }

  /** Hands over an event, as soon as the handler is loaded. Never rejects. */
  async run(message: InvocationMessage): Promise<Outcome> {
    if (!this.ready) await this.initialised;
    if (this.final) return this.final;
    return new Promise((resolve) => {
      this.settle = resolve;
      // A process that has just ended takes no message, and its end is the outcome: an error here says nothing more.
      this.child.send(message, () => {});
    });
  }

  /** How long loading the handler took; told once, for the REPORT line of a cold start. */
  takeInitDuration(): number | undefined {
    const duration = this.initDurationMs;
    this.initDurationMs = undefined;
    return duration;
  }

  /** Ends the process and what the handler started. */
  kill(): void {
    this.over = true;
    const { pid, exitCode, signalCode } = this.child;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    try {
      process.kill(WINDOWS ? pid : -pid, 'SIGKILL');
    } catch {
      // It ended in the meantime, or has not become the leader of its group yet.
      this.child.kill('SIGKILL');
    }
  }

  private listen(): void {
    const [, stdout, stderr, reports] = this.child.stdio as Readable[];
    // What native code, or a dying V8, writes past the runtime.
    for (const stream of [stdout, stderr]) if (stream) readLines(stream, (line) => this.onLog(`${line}\n`));
    if (!reports) throw new Error('An execution environment has no report channel.');
    readLines(reports, (line) => this.take(parseReport(line)));
    const drained = new Promise((resolve) => reports.once('close', resolve));
    this.child.once('exit', (code, signal) => drained.then(() => this.end({ kind: 'exited', code, signal })));
    this.child.on('error', () => this.end({ kind: 'exited', code: null, signal: null }));
  }

  private take(report: Report): void {
    switch (report[0]) {
      case 'log':
        this.onLog(report[1]);
        break;
      case 'ready':
        this.becomeReady();
        break;
      case 'initError':
        this.end({ kind: 'initError', payload: report[1] });
        break;
      case 'crashed':
        this.over = true;
        this.answer(report[0], report[1], report[2]);
        break;
      default:
        this.answer(report[0], report[1], report[2]);
    }
  }

  private becomeReady(): void {
    this.ready = true;
    this.initDurationMs = performance.now() - this.startedAt;
    this.initDone();
  }

  private answer(kind: 'done' | 'failed' | 'crashed', payload: string, peakMemoryKb: number): void {
    this.peakMemoryKb = peakMemoryKb;
    this.settle?.({ kind, payload });
    this.settle = undefined;
  }

  /** The first end counts: a process that reported why it ends also exits. */
  private end(outcome: Outcome): void {
    this.over = true;
    this.final ??= outcome;
    this.initDone();
    this.settle?.(outcome);
    this.settle = undefined;
    if (outcome.kind === 'exited') this.hasExited();
  }
}

/** A handler that writes to a descriptor it does not own ends up in its log, not in the engine. */
function parseReport(line: string): Report {
  try {
    const report: unknown = JSON.parse(line);
    if (Array.isArray(report)) return report as [...Report];
  } catch {
    // Said below.
  }
  return ['log', `${line}\n`];
}

function startProcess({ program, root, variables, memoryMb }: EnvironmentSpec): ChildProcess {
  return fork(program, [String(process.pid)], {
    cwd: root,
    env: { ...variables, ...(process.versions.electron ? { ELECTRON_RUN_AS_NODE: '1' } : {}) },
    execArgv: [`--max-old-space-size=${Math.floor(memoryMb * HEAP_SHARE)}`],
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'ipc'],
    // Its own process group, so that what the handler starts can be ended with it.
    detached: !WINDOWS,
  });
}
