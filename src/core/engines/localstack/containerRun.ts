import type { Clock } from '../../clock';
import { type Disposable, DisposableStore } from '../../disposable';
import type { ContainerEvent, Docker } from '../../docker/docker';
import { messageOf } from '../../errors';
import { Emitter } from '../../event';
import type { Log } from '../../log';
import type { LogLine } from '../../logLine';
import type { ContainerExit } from './exitReport';
import type { Redactor } from './redactor';

/** What became of a container that was running. */
export type Happening =
  | ({ readonly kind: 'ended' } & ContainerExit)
  /** Somebody stopped or killed it. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'paused' }
  | { readonly kind: 'resumed' }
  /** Docker itself is gone. */
  | { readonly kind: 'lost'; readonly reason: string };

/** An end within this time after a signal was sent to the container is that signal's doing. */
const killMs = 60_000;

export interface ContainerRunOptions {
  readonly docker: Docker;
  readonly id: string;
  /** Unix ms from which on its log is read. */
  readonly sinceMs: number;
  readonly redactor: Redactor;
  readonly clock: Clock;
  readonly log: Log;
}

/** Watches a container by what Docker pushes: its log, and what happens to it. */
export class ContainerRun implements Disposable {
  private readonly store = new DisposableStore();
  private readonly logged = this.store.add(new Emitter<LogLine>());
  private readonly happened = this.store.add(new Emitter<Happening>());
  private readonly over = new AbortController();
  private killedAt: number | undefined;
  private oomKilled = false;
  private ready = false;

  /** Lines it printed, without secrets. */
  readonly onDidLog = this.logged.event;
  readonly onDidHappen = this.happened.event;

  constructor(private readonly options: ContainerRunOptions) {
    const { docker, id } = options;
    this.store.add(docker.onDidContainer((event) => event.id === id && this.take(event)));
    this.store.add(docker.onDidLose((reason) => this.happened.fire({ kind: 'lost', reason })));
  }

  /** It said `Ready.`: it serves inside, whether or not it can be reached from here. */
  get saidReady(): boolean {
    return this.ready;
  }

  /** Reads the log until the container ends or this is disposed of. */
  follow(): void {
    const { docker, id, sinceMs, log, redactor } = this.options;
    docker
      .follow(id, sinceMs, (line) => this.print(line), this.over.signal)
      .catch((error) => {
        if (!this.over.signal.aborted)
          log.warn(`[localstack] The log cannot be read: ${redactor.text(messageOf(error))}`);
      });
  }

  dispose(): void {
    this.over.abort();
    this.store.dispose();
  }

  private print(line: LogLine): void {
    if (line.text.trim() === 'Ready.') this.ready = true;
    this.logged.fire(this.options.redactor.line(line));
  }

  private take({ action, exitCode }: ContainerEvent): void {
    switch (action) {
      case 'kill':
        this.killedAt = this.options.clock.now();
        break;
      case 'oom':
        this.oomKilled = true;
        break;
      case 'pause':
        this.happened.fire({ kind: 'paused' });
        break;
      case 'unpause':
        this.happened.fire({ kind: 'resumed' });
        break;
      case 'die':
        this.happened.fire(this.end(exitCode));
        break;
      case 'destroy':
        this.happened.fire({ kind: 'stopped' });
        break;
    }
  }

  private end(exitCode: number | undefined): Happening {
    const isKilled = this.killedAt !== undefined && this.options.clock.now() - this.killedAt < killMs;
    const { oomKilled } = this;
    return endOf({ oomKilled, ...(exitCode === undefined ? {} : { exitCode }) }, isKilled);
  }
}

/** Podman tells of no signal; the code of an end by SIGTERM does. */
export const endOf = ({ exitCode, oomKilled = false }: ContainerExit, isKilled: boolean): Happening => {
  if ((isKilled || exitCode === 143) && !oomKilled) return { kind: 'stopped' };
  return { kind: 'ended', oomKilled, ...(exitCode === undefined ? {} : { exitCode }) };
};
