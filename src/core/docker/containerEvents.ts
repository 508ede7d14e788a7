import type { IncomingMessage } from 'node:http';
import * as v from 'valibot';
import type { Clock } from '../clock';
import type { Disposable } from '../disposable';
import { isAbort } from '../errors';
import { Emitter } from '../event';
import type { ContainerEvent } from './docker';
import { parseJson } from './dockerConfig';
import type { DockerConnection } from './dockerConnection';

const wire = v.object({
  Type: v.optional(v.string(), 'container'),
  Action: v.string(),
  Actor: v.object({ ID: v.string(), Attributes: v.optional(v.record(v.string(), v.string()), {}) }),
  time: v.optional(v.number()),
});

/** Docker's names of what happens, and Podman's where they differ. */
const actions: Readonly<Record<string, ContainerEvent['action']>> = {
  start: 'start',
  die: 'die',
  died: 'die',
  stop: 'stop',
  kill: 'kill',
  pause: 'pause',
  unpause: 'unpause',
  destroy: 'destroy',
  remove: 'destroy',
  oom: 'oom',
};

/** How long Docker may be away, say while it restarts, before it counts as lost. */
const patienceMs = 5000;
const pauseMs = 200;
/** As many events as Docker itself keeps for those who come back. */
const keptEvents = 256;

/**
 * Events of all containers, as Docker pushes them. A stream that drops is taken up where it ended, so that nothing is
 * missed or told twice; when Docker stays away, `onDidLose` says so once, and that is the end.
 */
export class ContainerEvents implements Disposable {
  private readonly happened: Emitter<ContainerEvent>;
  private readonly lost: Emitter<string>;
  private readonly ended = new AbortController();
  /** By Docker's clock, in seconds: where to take up again. */
  private since: string | undefined;
  /** The latest events as they came: they tell a time in ns, so that none is like another. */
  private readonly told = new Set<string>();

  readonly onDidContainer;
  readonly onDidLose;

  constructor(
    private readonly docker: DockerConnection,
    private readonly clock: Clock,
    onListenerError?: (error: unknown) => void,
  ) {
    this.happened = new Emitter(onListenerError);
    this.lost = new Emitter(onListenerError);
    this.onDidContainer = this.happened.event;
    this.onDidLose = this.lost.event;
  }

  /** Resolves once Docker listens: what happens from then on is told. */
  async begin(): Promise<void> {
    const stream = await this.open();
    void this.run(stream);
  }

  dispose(): void {
    this.ended.abort();
    this.happened.dispose();
    this.lost.dispose();
  }

  private async run(first: IncomingMessage): Promise<void> {
    for (let stream: IncomingMessage | undefined = first; stream; stream = await this.reopen()) {
      await this.read(stream);
      if (this.ended.signal.aborted) return;
    }
    if (!this.ended.signal.aborted) this.lost.fire(this.docker.lostSentence);
  }

  private async open(): Promise<IncomingMessage> {
    const stream = await this.docker.stream({
      path: '/events',
      query: {
        filters: JSON.stringify({ type: ['container'] }),
        ...(this.since ? { since: this.since } : {}),
      },
      signal: this.ended.signal,
      timeoutMs: patienceMs,
    });
    const date = Date.parse(String(stream.headers.date));
    if (!this.since && !Number.isNaN(date)) this.since = String(date / 1000);
    return stream;
  }

  /** Undefined when Docker stayed away. */
  private async reopen(): Promise<IncomingMessage | undefined> {
    const until = this.clock.now() + patienceMs;
    while (this.clock.now() < until && !this.ended.signal.aborted) {
      await new Promise<void>((resolve) => this.clock.after(pauseMs, resolve));
      try {
        return await this.open();
      } catch (error) {
        if (isAbort(error)) return undefined; // what else goes wrong is tried again
      }
    }
    return undefined;
  }

  private async read(stream: IncomingMessage): Promise<void> {
    try {
      await this.docker.readLines(stream, this.ended.signal, (line) => this.take(line));
    } catch {
      // However it ended: the next step is to open it again.
    }
  }

  private take(line: string): void {
    const parsed = v.safeParse(wire, parseJson(line));
    if (!parsed.success || parsed.output.Type !== 'container' || this.told.has(line)) return;
    const { Action, Actor, time } = parsed.output;
    this.remember(line, time);
    const action = actions[Action];
    if (!action) return;
    const exitCode = Actor.Attributes.exitCode ?? Actor.Attributes.containerExitCode;
    const code = action === 'die' && exitCode !== undefined ? { exitCode: Number(exitCode) } : {};
    this.happened.fire({ id: Actor.ID, action, ...code });
  }

  private remember(line: string, time: number | undefined): void {
    if (time !== undefined) this.since = String(time);
    this.told.add(line);
    for (const oldest of this.told) {
      if (this.told.size <= keptEvents) break;
      this.told.delete(oldest);
    }
  }
}
