import { type Clock, systemClock } from '../../clock';
import { type Docker, ownerLabel } from '../../docker/docker';
import { HumanError, isAbort, messageOf } from '../../errors';
import { Emitter, Tracker } from '../../event';
import { type Log, silentLog } from '../../log';
import type { LogLine } from '../../logLine';
import type { ChaosFront } from '../chaosFront';
import type { Engine, EngineStatus } from '../engine';
import { sameStatus } from '../engineStatus';
import { allServicePorts } from './containerSpec';
import { ContainerUsers } from './containerUsers';
import { LocalStackSession } from './localStackSession';
import type { ContainerView, LocalStackSettings } from './localStackSettings';
import { Redactor } from './redactor';
import type { SessionEnd } from './sessionEnd';

export interface LocalStackEngineOptions {
  /** Rejects with a `DockerProblemError` that says why there is no Docker. The engine disposes of what it gives. */
  readonly connect: (signal?: AbortSignal) => Promise<Docker>;
  /** The engine disposes of it. */
  readonly front: ChaosFront;
  readonly settings: () => LocalStackSettings;
  /** LocalStack's auth token, when one is known. */
  readonly token: () => Promise<string | undefined>;
  /** The value of our label: `vscode-1f3a9c02`. */
  readonly owner: string;
  /** Asks the person; nothing is pulled without a yes. */
  readonly mayPull: (image: string) => Promise<boolean>;
  /** Where windows tell each other that they use a container: the same folder for all of them. */
  readonly usersDir: string;
  /** Published where they are free; LocalStack's 4510 to 4559 when absent. */
  readonly servicePorts?: readonly number[];
  readonly clock?: Clock;
  readonly log?: Log;
  /** The built-in one when absent. */
  readonly fetch?: typeof fetch;
}

/** How long a container has to end by itself. */
const stopGraceMs = 10_000;
/** The editor does not wait longer for the end of its extensions. */
const closeGraceMs = 3000;

/**
 * LocalStack in a container, with our gateway in front where it has no Chaos API.
 *
 *   stopped ─start─▶ starting: Docker, container, health, front ─▶ ready ─stop─▶ stopped
 *                       │                                            │
 *                       └─ fails ─▶ failed ◀─ crash, pause, Docker ──┤
 *                                                                    └─ stopped from outside ─▶ stopped
 *
 * Only a container with our label is ever stopped, resumed or removed, and not while another window uses it.
 */
export class LocalStackEngine implements Engine {
  readonly kind = 'localstack';
  private readonly status = new Tracker<EngineStatus>({ state: 'stopped' }, sameStatus);
  private readonly logged = new Emitter<LogLine>();
  private readonly noticed = new Emitter<string>();
  private readonly redactor = new Redactor();
  private readonly users: ContainerUsers;
  private readonly log: Log;
  private session: LocalStackSession | undefined;
  private starting: { readonly done: Promise<void>; readonly cancel: AbortController } | undefined;
  private stopping: Promise<void> | undefined;

  readonly onDidChange = this.status.onDidChange;
  /** Lines of the container and of the gateway, without the token. */
  readonly onDidLog = this.logged.event;
  /** What a person should be told, in a sentence: adopted, another port, stopped from outside, still in use. */
  readonly onDidNotice = this.noticed.event;

  constructor(private readonly options: LocalStackEngineOptions) {
    this.log = options.log ?? silentLog;
    this.users = new ContainerUsers(options.usersDir);
    options.front.onDidLog((line) => this.logged.fire(this.redactor.line(line)));
    options.front.onDidLose((reason) => this.session?.lose(reason));
  }

  get current(): EngineStatus {
    return this.status.current;
  }

  /** The one it works with; undefined while there is none. */
  get container(): ContainerView | undefined {
    return this.session?.view;
  }

  /** How many other windows use the container. */
  async otherWindows(): Promise<number> {
    return this.container ? this.users.others(this.container.id) : 0;
  }

  /** A second caller joins a start that is under way; its signal does not end it. */
  start(signal?: AbortSignal): Promise<void> {
    if (this.starting) return this.starting.done;
    if (this.session && this.serves && !this.stopping) return Promise.resolve();
    const cancel = new AbortController();
    const either = signal ? AbortSignal.any([signal, cancel.signal]) : cancel.signal;
    const done = this.run(either).finally(() => {
      this.starting = undefined;
    });
    this.starting = { done, cancel };
    return done;
  }

  /** Stops our container, unless another window uses it; lets go of one that is not ours. */
  stop(): Promise<void> {
    return this.end(stopGraceMs);
  }

  /** Rejects with a `HumanError` when the container is not ours, or another window uses it. */
  async restart(signal?: AbortSignal): Promise<void> {
    if (this.session) await this.mustBeOursAlone(this.session.view, 'restarted');
    await this.stop();
    await this.start(signal);
  }

  /** Removes our container, running or not, and its volume if asked to. Rejects as `restart` does. False: there is none. */
  async remove({ volume }: { readonly volume: boolean }): Promise<boolean> {
    if (this.session) await this.mustBeOursAlone(this.session.view, 'removed');
    await this.stop();
    const docker = await this.options.connect();
    try {
      return await this.removeFrom(docker, volume);
    } finally {
      docker.dispose();
    }
  }

  /** The window closes: ends what nobody else uses, unless the settings say that it goes on. */
  async close(): Promise<void> {
    if (this.options.settings().keepRunning && this.session) await this.session.letGo();
    else await this.end(closeGraceMs);
  }

  dispose(): void {
    void this.session?.letGo();
    this.starting?.cancel.abort();
    this.options.front.dispose();
    this.status.dispose();
    this.logged.dispose();
    this.noticed.dispose();
  }

  private get serves(): boolean {
    return this.current.state === 'ready' || this.current.state === 'without-chaos';
  }

  private async end(graceMs: number): Promise<void> {
    const { starting } = this;
    starting?.cancel.abort();
    this.stopping ??= this.stopNow(starting?.done, graceMs).finally(() => {
      this.stopping = undefined;
    });
    await this.stopping;
  }

  private async stopNow(started: Promise<void> | undefined, graceMs: number): Promise<void> {
    await started?.catch(() => {}); // who started it is told
    const { session } = this;
    this.session = undefined;
    try {
      const notice = await session?.stop(graceMs);
      if (notice) this.noticed.fire(notice);
    } finally {
      this.status.set({ state: 'stopped' });
    }
  }

  private async run(signal: AbortSignal): Promise<void> {
    await this.stopping; // it may hold the port until it has ended
    try {
      await this.launch(signal);
    } catch (failure) {
      const error = this.redactor.error(failure);
      this.status.set(isAbort(error) ? { state: 'stopped' } : { state: 'failed', reason: messageOf(error) });
      throw error;
    }
  }

  private async launch(signal: AbortSignal): Promise<void> {
    await this.session?.letGo();
    this.status.set({ state: 'starting', detail: 'Looking for Docker' });
    const token = await this.options.token();
    this.redactor.add(token);
    const docker = await this.options.connect(signal);
    const session = this.newSession(docker, token);
    this.session = session;
    try {
      this.status.set(await session.open(signal));
    } catch (error) {
      if (this.session === session) this.session = undefined;
      throw error;
    }
  }

  private newSession(docker: Docker, token: string | undefined): LocalStackSession {
    const { settings, owner, mayPull, front, servicePorts = allServicePorts, fetch } = this.options;
    const session = new LocalStackSession({
      docker,
      front,
      token,
      owner,
      mayPull,
      servicePorts,
      settings: settings(),
      users: this.users,
      redactor: this.redactor,
      clock: this.options.clock ?? systemClock,
      log: this.log,
      ...(fetch && { fetch }),
      onStep: (step) => this.status.set({ state: 'starting', ...step }),
      onLog: (line) => this.logged.fire(line),
      onNotice: (notice) => this.noticed.fire(notice),
      onStatus: (status) => this.session === session && this.status.set(status),
      onEnd: (end) => this.sessionEnded(session, end),
    });
    return session;
  }

  /** It ended though nobody told it to; a start that is under way tells of it itself. */
  private sessionEnded(session: LocalStackSession, end: SessionEnd): void {
    if (this.session !== session || this.starting) return;
    this.session = undefined;
    if (end.state === 'stopped') this.noticed.fire(end.notice);
    else this.log.error(`[localstack] ${end.reason}`);
    this.status.set(end.state === 'stopped' ? { state: 'stopped' } : { state: 'failed', reason: end.reason });
  }

  /** By its name: a LocalStack that somebody else runs has nothing to do with it. */
  private async removeFrom(docker: Docker, volume: boolean): Promise<boolean> {
    const { containerName } = this.options.settings();
    const found = await docker.inspect(containerName);
    if (found) {
      const kind = found.labels[ownerLabel] === undefined ? 'adopted' : 'ours';
      await this.mustBeOursAlone({ ...found, kind }, 'removed');
      await docker.remove(found.id);
      await this.users.forget(found.id);
    }
    if (volume) await docker.removeVolume(containerName);
    return found !== undefined;
  }

  private async mustBeOursAlone(view: ContainerView, what: string): Promise<void> {
    if (view.kind === 'adopted') {
      throw new HumanError(
        `The container "${view.name}" was not started by Chaos Lab, and is not ${what} by it. Use Docker for that.`,
      );
    }
    const others = await this.users.others(view.id);
    if (others > 0) {
      throw new HumanError(
        `The container "${view.name}" is used by another window too, and is not ${what}. Stop the engine there first.`,
      );
    }
  }
}
