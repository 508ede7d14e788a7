import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Clock } from '../clock';
import type { Disposable } from '../disposable';
import { childEnvironment } from '../engines/childEnvironment';
import { HumanError, messageOf } from '../errors';
import type { Log } from '../log';
import type { GuardOrder } from './guardOrder';
import type { FaultsBefore } from './restoreFaults';

export interface GuardOptions {
  /** The built guard, `dist/guard.js`. */
  readonly guardPath: string;
  /** What runs it; this process's own program when absent. */
  readonly execPath?: string;
  readonly env?: Readonly<NodeJS.ProcessEnv>;
}

interface GuardDuty {
  readonly endpoint: string;
  readonly owner: string;
}

const readyWithinMs = 10_000;
const restartAfterMs = 1000;
const endsWithinMs = 3000;

/**
 * The dead-man's switch for engines without leases: a process that stands by while there are faults of ours, and takes
 * them back when this process is gone.
 *
 *   hold ─▶ process, which waits ─┬─ release: all is clear ──▶ ends at once
 *                                 └─ this process dies ──────▶ takes back what is ours, ends
 */
export class Guard implements Disposable {
  private child: ChildProcess | undefined;
  private starting: Promise<void> | undefined;
  private latencies: readonly number[] = [];
  private before: FaultsBefore | undefined;
  private restart: Disposable | undefined;

  constructor(
    private readonly duty: GuardDuty,
    private readonly options: GuardOptions,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  get endpoint(): string {
    return this.duty.endpoint;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Resolves when it stands by. Rejects with a `HumanError` when it cannot: what needs it must not be set then. */
  hold(): Promise<void> {
    this.starting ??= this.begin();
    return this.starting;
  }

  /** Values that are reset when they are found in force: the latency of ours. */
  watchLatency(latencies: readonly number[]): void {
    this.latencies = latencies;
    this.order({ latencies });
  }

  /** What is not in here is taken back, tagged or not. */
  keepOnly(before: FaultsBefore): void {
    this.before = before;
    this.order({ before });
  }

  /** Nothing of ours is left: it ends at once. */
  async release(): Promise<void> {
    const { child } = this;
    this.order({ clear: true });
    this.letGo();
    if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
    const kill = this.clock.after(endsWithinMs, () => child.kill('SIGKILL'));
    await once(child, 'close');
    kill.dispose();
  }

  /** Leaves it to itself: it takes back what is left, and ends. */
  dispose(): void {
    this.letGo();
  }

  private letGo(): void {
    this.restart?.dispose();
    this.child?.stdin?.end();
    this.child = undefined;
    this.starting = undefined;
  }

  private order(order: GuardOrder): void {
    if (this.child?.stdin?.writable) this.child.stdin.write(`${JSON.stringify(order)}\n`);
  }

  private begin(): Promise<void> {
    const beginning = this.start().catch((error) => {
      if (this.starting === beginning) this.letGo();
      throw new HumanError(
        `Nothing was set, since what would take it back if this window died did not start: ${messageOf(error)} ` +
          'Open the log for the cause, then try again.',
        'failed',
        { cause: error },
      );
    });
    return beginning;
  }

  private async start(): Promise<void> {
    const child = this.spawn();
    this.child = child;
    if (this.latencies.length > 0) this.order({ latencies: this.latencies });
    if (this.before) this.order({ before: this.before });
    const cancel = new AbortController();
    const late = this.clock.after(readyWithinMs, () => cancel.abort());
    try {
      await this.ready(child, cancel.signal);
    } finally {
      late.dispose();
    }
    child.once('close', () => this.ended(child));
  }

  private ready(child: ChildProcess, late: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      let lastWords = '';
      this.readLines(child.stdout, (line) => line === 'Ready.' && resolve());
      this.readLines(child.stderr, (line) => {
        lastWords = line;
      });
      child.once('error', reject);
      child.once('close', (code, signal) =>
        reject(new Error(`it ended with ${signal ?? `exit code ${code}`}. ${lastWords}`.trim())),
      );
      late.addEventListener('abort', () =>
        reject(new Error(`it was not ready within ${readyWithinMs / 1000} s.`)),
      );
    });
  }

  private spawn(): ChildProcess {
    const { guardPath, execPath = process.execPath, env = process.env } = this.options;
    const { endpoint, owner } = this.duty;
    const args = ['--endpoint', endpoint, '--owner', owner, '--parent', String(process.pid)];
    const child = spawn(execPath, [guardPath, ...args], {
      env: childEnvironment(env),
      stdio: ['pipe', 'pipe', 'pipe'],
      // Out of reach of what ends this process's group: it has to outlive us.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    child.stdin?.on('error', () => {}); // it may end before we let go of its input
    return child;
  }

  private readLines(stream: NodeJS.ReadableStream | null, each: (line: string) => void): void {
    if (!stream) return;
    createInterface({ input: stream }).on('line', (line) => {
      this.log.debug(`[guard] ${line}`);
      each(line);
    });
  }

  /** One that ended though it is needed is replaced. */
  private ended(child: ChildProcess): void {
    if (this.child !== child) return;
    this.child = undefined;
    this.starting = undefined;
    this.log.warn(
      '[faults] The process that takes our faults back if this one dies has ended; it is started again.',
    );
    this.restart = this.clock.after(restartAfterMs, () => {
      this.hold().catch((error) => this.log.error('[faults] It could not be started again.', error));
    });
  }
}
