import { Emitter } from '../event';
import type { LogLine } from '../logLine';
import type { ContainerEvent, ContainerInfo } from './docker';

interface Printed {
  readonly atMs: number;
  readonly line: LogLine;
}

/** A container of `FakeDocker`; what it does is told by the test. */
export class FakeContainer {
  readonly printed: Printed[] = [];
  private readonly lines = new Emitter<LogLine>();
  private readonly ended = new Emitter<void>();

  constructor(
    private present: ContainerInfo,
    private readonly fire: (event: ContainerEvent) => void,
    private readonly now: () => number,
  ) {}

  get id(): string {
    return this.present.id;
  }

  get info(): ContainerInfo {
    return this.present;
  }

  /** As Docker tells it: ports are bound, and chosen where none was, only while it runs. */
  get seen(): ContainerInfo {
    const ports = this.present.ports.map((port, i) => ({ ...port, hostPort: port.hostPort || 49153 + i }));
    return { ...this.present, ports: this.isUp ? ports : [] };
  }

  get isUp(): boolean {
    return this.present.state === 'running' || this.present.state === 'paused';
  }

  /** How many follow its log. */
  get followers(): number {
    return this.lines.size;
  }

  print(text: string, level: LogLine['level'] = 'info'): void {
    const line = { level, text };
    this.printed.push({ atMs: this.now(), line });
    this.lines.fire(line);
  }

  /** It ends by itself. */
  exit(exitCode: number, oomKilled = false): void {
    if (oomKilled) this.fire({ id: this.id, action: 'oom' });
    this.change({ state: 'exited', exitCode, oomKilled });
    this.fire({ id: this.id, action: 'die', exitCode });
    this.endFollowers();
  }

  /** Somebody stops it, with `docker stop` or through `FakeDocker.stop`: stopping a stopped one does nothing. */
  stopFromOutside(exitCode = 143): void {
    if (!this.isUp) return;
    this.fire({ id: this.id, action: 'kill' });
    this.exit(exitCode);
    this.fire({ id: this.id, action: 'stop' });
  }

  /** As `docker kill` and a forced removal do. */
  kill(): void {
    this.fire({ id: this.id, action: 'kill' });
    this.exit(137);
  }

  pause(): void {
    this.change({ state: 'paused' });
    this.fire({ id: this.id, action: 'pause' });
  }

  unpause(): void {
    this.change({ state: 'running' });
    this.fire({ id: this.id, action: 'unpause' });
  }

  begin(): void {
    const { exitCode: _, oomKilled: __, ...rest } = this.present;
    this.present = { ...rest, state: 'running' };
    this.fire({ id: this.id, action: 'start' });
  }

  follow(sinceMs: number, onLine: (line: LogLine) => void, signal: AbortSignal): Promise<void> {
    for (const { atMs, line } of this.printed) if (atMs >= sinceMs) onLine(line);
    if (!this.isUp || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const stops = [this.lines.event(onLine), this.ended.event(() => end())];
      const end = () => {
        for (const stop of stops) stop.dispose();
        signal.removeEventListener('abort', end);
        resolve();
      };
      signal.addEventListener('abort', end, { once: true });
    });
  }

  endFollowers(): void {
    this.ended.fire();
  }

  private change(change: Partial<ContainerInfo>): void {
    this.present = { ...this.present, ...change };
  }
}
