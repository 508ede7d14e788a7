import { type Clock, systemClock } from '../clock';
import { isAbort, messageOf } from '../errors';
import { Emitter, Tracker } from '../event';
import { ChaosClient } from '../http/chaosClient';
import { type Log, silentLog } from '../log';
import type { LogLine } from '../logLine';
import { choosePort, type PortWish } from './choosePort';
import type { Engine, EngineStatus } from './engine';
import { describeExit, EngineProcess, type EngineProcessOptions } from './engineProcess';
import { sameStatus } from './engineStatus';
import { probeCapabilities } from './probeCapabilities';

/** What to start the engine with; asked anew at each start, so that settings take effect then. */
export interface EmbeddedEngineSettings {
  readonly port: PortWish;
  /** Where the emulator keeps its state; in memory when absent. */
  readonly dataDir?: string;
  /** The region of what names none. */
  readonly region?: string;
  /** More arguments of `chaos-lab engine`: `['--allow-host', 'my-box']`. */
  readonly args?: readonly string[];
}

export interface EmbeddedEngineOptions
  extends Pick<EngineProcessOptions, 'enginePath' | 'execPath' | 'env' | 'startTimeoutMs' | 'stopGraceMs'> {
  readonly settings: () => EmbeddedEngineSettings;
  readonly clock?: Clock;
  readonly log?: Log;
}

/**
 * Our own engine as a child process.
 *
 *   stopped ──start──▶ starting ──Ready.──▶ ready ──stop──▶ stopped
 *                         │                   │
 *                         └──fails, dies──▶ failed ──start──▶ starting …
 */
export class EmbeddedEngine implements Engine {
  readonly kind = 'embedded';
  private readonly status = new Tracker<EngineStatus>({ state: 'stopped' }, sameStatus);
  private readonly logged = new Emitter<LogLine>();
  private readonly clock: Clock;
  private readonly log: Log;
  private process: EngineProcess | undefined;
  private stopping: Promise<void> | undefined;
  private starting: { readonly done: Promise<void>; readonly cancel: AbortController } | undefined;

  readonly onDidChange = this.status.onDidChange;
  /** Lines the engine printed. */
  readonly onDidLog = this.logged.event;

  constructor(private readonly options: EmbeddedEngineOptions) {
    this.clock = options.clock ?? systemClock;
    this.log = options.log ?? silentLog;
  }

  get current(): EngineStatus {
    return this.status.current;
  }

  /**
   * Rejects with `EmulatorThereError` when an emulator answers at the preferred port and the settings say to
   * report that. A second caller joins a start that is under way; its signal does not end it.
   */
  start(signal?: AbortSignal): Promise<void> {
    if (this.starting) return this.starting.done;
    if (this.process && !this.stopping) return Promise.resolve();
    const cancel = new AbortController();
    const either = signal ? AbortSignal.any([signal, cancel.signal]) : cancel.signal;
    const done = this.run(either).finally(() => {
      this.starting = undefined;
    });
    this.starting = { done, cancel };
    return done;
  }

  async stop(): Promise<void> {
    const { starting } = this;
    starting?.cancel.abort();
    this.stopping ??= this.end(starting?.done).finally(() => {
      this.stopping = undefined;
    });
    await Promise.all([this.stopping, starting?.done.catch(() => {})]); // who started it is told
  }

  /** Tells the engine to end; `await stop()` first where one can wait. */
  dispose(): void {
    void this.stop();
    this.status.dispose();
    this.logged.dispose();
  }

  private async end(started: Promise<void> | undefined): Promise<void> {
    await started?.catch(() => {}); // who started it is told
    const { process } = this;
    this.process = undefined;
    await process?.stop();
    this.status.set({ state: 'stopped' });
  }

  private async run(signal: AbortSignal): Promise<void> {
    await this.stopping; // it may hold the port until it has ended
    this.status.set({ state: 'starting', detail: 'Choosing a port' });
    try {
      await this.launch(signal);
    } catch (error) {
      const process = this.process;
      this.process = undefined;
      await process?.stop();
      this.status.set(isAbort(error) ? { state: 'stopped' } : { state: 'failed', reason: messageOf(error) });
      throw error;
    }
  }

  private async launch(signal: AbortSignal): Promise<void> {
    const settings = this.options.settings();
    const port = await choosePort(settings.port);
    signal.throwIfAborted();
    this.status.set({ state: 'starting', detail: port ? `Starting on port ${port}` : 'Starting' });
    const process = this.spawn(settings, port);
    const endpoint = await process.ready(signal);
    const client = new ChaosClient(endpoint, { log: this.log });
    const status = await process.whileRunning(probeCapabilities(client, signal));
    this.log.info(`Engine ${status.capabilities.product} serves at ${endpoint}`);
    this.status.set(status);
  }

  private spawn(settings: EmbeddedEngineSettings, port: number): EngineProcess {
    const process = new EngineProcess({
      ...this.options,
      clock: this.clock,
      args: engineArguments(settings, port),
    });
    this.process = process;
    process.onLine((line) => this.logged.fire(line));
    void process.exited.then((exit) => {
      if (this.process !== process || this.starting) return; // ended because it was told to, or did not start
      this.process = undefined;
      const reason = `The engine ended unexpectedly: ${describeExit(exit)} Start it again; its log tells more.`;
      this.log.error(reason);
      this.status.set({ state: 'failed', reason });
    });
    return process;
  }
}

const engineArguments = (settings: EmbeddedEngineSettings, port: number): string[] => [
  '--port',
  String(port),
  ...(settings.dataDir ? ['--data', settings.dataDir] : []),
  ...(settings.region ? ['--region', settings.region] : []),
  ...(settings.args ?? []),
];
