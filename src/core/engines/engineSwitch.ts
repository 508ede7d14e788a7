import type { Disposable } from '../disposable';
import { Emitter, Tracker } from '../event';
import type { LogLine } from '../logLine';
import type { Engine, EngineKind, EngineStatus } from './engine';
import { sameStatus } from './engineStatus';

/** The one engine the lab works with, of several that could be: what listens here need not know that it changed. */
export class EngineSwitch implements Engine {
  private readonly status: Tracker<EngineStatus>;
  private readonly logged = new Emitter<LogLine>();
  private links: Disposable[] = [];

  readonly onDidChange;
  readonly onDidLog = this.logged.event;

  /** Owns the engines it is given: disposes of each when another one takes its place. */
  constructor(private engine: Engine) {
    this.status = new Tracker<EngineStatus>(engine.current, sameStatus);
    this.onDidChange = this.status.onDidChange;
    this.link();
  }

  get current(): EngineStatus {
    return this.status.current;
  }

  get kind(): EngineKind {
    return this.engine.kind;
  }

  /** Stops the present engine, then puts `next` in its place; it is not started. */
  async select(next: Engine): Promise<void> {
    if (next === this.engine) return;
    await this.engine.stop();
    this.unlink();
    this.engine.dispose();
    this.engine = next;
    this.link();
    this.status.set(next.current);
  }

  start(signal?: AbortSignal): Promise<void> {
    return this.engine.start(signal);
  }

  stop(): Promise<void> {
    return this.engine.stop();
  }

  dispose(): void {
    this.unlink();
    this.engine.dispose();
    this.status.dispose();
    this.logged.dispose();
  }

  private link(): void {
    this.links = [
      this.engine.onDidChange((status) => this.status.set(status)),
      this.engine.onDidLog((line) => this.logged.fire(line)),
    ];
  }

  private unlink(): void {
    for (const link of this.links) link.dispose();
    this.links = [];
  }
}
