import type { Clock } from '../../clock';
import type { Disposable } from '../../disposable';
import type { Docker } from '../../docker/docker';
import { HumanError, messageOf } from '../../errors';
import type { Log } from '../../log';
import type { LogLine } from '../../logLine';
import type { ChaosFront } from '../chaosFront';
import type { EngineStatus } from '../engine';
import type { ProbedStatus } from '../probeCapabilities';
import { awaitHealth } from './awaitHealth';
import { type BringUpOptions, type BroughtUp, bringUp } from './bringUp';
import { ContainerRun, endOf, type Happening } from './containerRun';
import { tokenVariable } from './containerSpec';
import { exitReport, shownLines } from './exitReport';
import { publishedPort } from './findContainer';
import type { ContainerView } from './localStackSettings';
import type { Redactor } from './redactor';
import type { SessionEnd } from './sessionEnd';

export interface SessionOptions extends Omit<BringUpOptions, 'signal'> {
  /** Ours to dispose of. */
  readonly docker: Docker;
  readonly front: ChaosFront;
  readonly redactor: Redactor;
  readonly clock: Clock;
  readonly log: Log;
  readonly fetch?: typeof fetch;
  readonly onLog: (line: LogLine) => void;
  readonly onNotice: (notice: string) => void;
  /** While it is open. */
  readonly onStatus: (status: EngineStatus) => void;
  /** It is over though nobody ended it here. Everything has been let go then. */
  readonly onEnd: (end: SessionEnd) => void;
}

/** One time with a container, from the start or the adoption until it is let go. */
export class LocalStackSession {
  private container: ContainerView | undefined;
  private run: ContainerRun | undefined;
  private watch: Disposable | undefined;
  private released: Promise<void> | undefined;

  constructor(private readonly options: SessionOptions) {}

  get view(): ContainerView {
    const { settings } = this.options;
    return this.container ?? { id: '', name: settings.containerName, image: settings.image, kind: 'ours' };
  }

  /** Resolves when the container serves and what is needed stands in front. Else all that was begun is undone. */
  async open(signal: AbortSignal): Promise<ProbedStatus> {
    let up: BroughtUp | undefined;
    try {
      const sinceMs = this.options.clock.now();
      up = await bringUp({ ...this.options, signal });
      this.container = up.view;
      this.tell(up);
      return await this.serve(up, sinceMs, signal);
    } catch (error) {
      if (up) await this.undo(up);
      await this.letGo();
      throw error;
    }
  }

  /**
   * Stops the container if it is ours and nobody else uses it; lets go in any case. Gives what a person should know
   * when it goes on.
   */
  async stop(graceMs: number): Promise<string | undefined> {
    const { view } = this;
    await this.release();
    try {
      if (view.kind === 'adopted') {
        return `The container "${view.name}" goes on: Chaos Lab did not start it.`;
      }
      if ((await this.options.users.others(view.id)) > 0) {
        return `The container "${view.name}" goes on: another window uses it.`;
      }
      await this.options.docker.stop(view.id, graceMs);
      return undefined;
    } finally {
      this.options.docker.dispose();
    }
  }

  /** The container goes on without us. */
  async letGo(): Promise<void> {
    await this.release();
    this.options.docker.dispose();
  }

  /** The gateway is gone. */
  lose(reason: string): void {
    void this.finish({ state: 'failed', reason });
  }

  private tell({ view, takenPort }: BroughtUp): void {
    const { onNotice } = this.options;
    if (view.kind === 'adopted') {
      onNotice(`Using the container "${view.name}", which is running already. Chaos Lab will not stop it.`);
    }
    if (takenPort !== undefined) onNotice(`Port ${takenPort} is in use: LocalStack has another one.`);
  }

  private async serve(up: BroughtUp, sinceMs: number, signal: AbortSignal): Promise<ProbedStatus> {
    const { docker, redactor, clock, log, onLog, front } = this.options;
    const { view } = up;
    const run = new ContainerRun({ docker, id: view.id, sinceMs, redactor, clock, log });
    this.run = run;
    run.onDidLog(onLog);
    const endpoint = await this.endpointOf(view);
    run.follow();
    const status = await this.whileUp(run, signal, async (either) => {
      await this.healthy(run, endpoint, either);
      return front.open(endpoint, either);
    });
    signal.throwIfAborted();
    this.watch = run.onDidHappen((happening) => void this.react(happening));
    return status;
  }

  private async endpointOf(view: ContainerView): Promise<string> {
    const { docker, redactor } = this.options;
    const info = await docker.inspect(view.id);
    if (info?.state === 'exited' || info?.state === 'dead') return this.refuse(endOf(info, false));
    redactor.add(info?.env[tokenVariable]);
    const port = info && publishedPort(info);
    if (port) return `http://127.0.0.1:${port}`;
    throw new HumanError(
      `The container "${view.name}" publishes no port to reach it at. Remove it, and start the engine again.`,
    );
  }

  /** Ends `work` when the container ends or is paused meanwhile, and rejects with what became of it. */
  private async whileUp<T>(
    run: ContainerRun,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const over = new AbortController();
    const ends: Happening[] = [];
    const watch = run.onDidHappen((happening) => {
      if (happening.kind === 'resumed') return;
      ends.push(happening);
      over.abort();
    });
    try {
      const result = await work(AbortSignal.any([signal, over.signal]));
      if (!ends[0]) return result;
    } catch (error) {
      if (!ends[0]) throw error;
    } finally {
      watch.dispose();
    }
    return this.refuse(ends[0]);
  }

  private healthy(run: ContainerRun, endpoint: string, signal: AbortSignal): Promise<void> {
    const { settings, clock, fetch, onStep } = this.options;
    onStep({ detail: `Waiting for ${this.view.name} to serve` });
    return awaitHealth({
      endpoint,
      clock,
      name: this.view.name,
      timeoutMs: settings.startTimeoutMs,
      saidReady: () => run.saidReady,
      signal,
      ...(fetch && { fetch }),
    });
  }

  private async refuse(happening: Happening): Promise<never> {
    const { name } = this.view;
    switch (happening.kind) {
      case 'ended':
        throw new HumanError(await this.report(happening));
      case 'lost':
        throw new HumanError(happening.reason, 'unreachable');
      case 'paused':
        throw new HumanError(pausedSentence(name));
      default:
        throw new HumanError(`The container "${name}" was stopped while it started. Start the engine again.`);
    }
  }

  private async react(happening: Happening): Promise<void> {
    const { name } = this.view;
    switch (happening.kind) {
      case 'paused':
        return this.options.onStatus({ state: 'failed', reason: pausedSentence(name) });
      case 'resumed':
        return this.lookAgain();
      case 'stopped':
        return this.finish({ state: 'stopped', notice: `The container "${name}" was stopped from outside.` });
      case 'lost':
        return this.finish({ state: 'failed', reason: happening.reason });
      case 'ended':
        this.watch?.dispose();
        return this.finish({ state: 'failed', reason: await this.report(happening) });
    }
  }

  private async lookAgain(): Promise<void> {
    try {
      this.options.onStatus(await this.options.front.look());
    } catch (error) {
      this.options.onStatus({ state: 'failed', reason: this.options.redactor.text(messageOf(error)) });
    }
  }

  private async finish(end: SessionEnd): Promise<void> {
    if (this.released) return;
    await this.letGo();
    this.options.onEnd(end);
  }

  private async report(exit: Parameters<typeof exitReport>[1]): Promise<string> {
    const { docker, redactor } = this.options;
    const tail = await docker.tail(this.view.id, shownLines).catch(() => []); // it may be removed already
    return exitReport(
      this.view.name,
      exit,
      tail.map((line) => redactor.line(line)),
    );
  }

  /** Of a start that did not come to its end: what it began. What ended stays, for its log; what is paused, to go on. */
  private async undo({ view, done }: BroughtUp): Promise<void> {
    const { docker, users, log, redactor } = this.options;
    try {
      const info = await docker.inspect(view.id);
      if (done === 'nothing' || info?.state !== 'running' || (await users.others(view.id)) > 0) return;
      await (done === 'created' ? docker.remove(view.id) : docker.stop(view.id, 1000));
    } catch (error) {
      log.warn(
        `[localstack] The container that did not start is still there: ${redactor.text(messageOf(error))}`,
      );
    }
  }

  private release(): Promise<void> {
    this.released ??= this.releaseNow();
    return this.released;
  }

  private async releaseNow(): Promise<void> {
    this.watch?.dispose();
    this.run?.dispose();
    await this.options.front.close();
    if (this.container?.kind === 'ours') await this.options.users.leave(this.container.id);
  }
}

const pausedSentence = (name: string): string =>
  `The container "${name}" is paused. Resume it with "Chaos: Start Engine", or \`docker unpause ${name}\`.`;
