import * as v from 'valibot';
import type { Clock } from '../clock';
import { HumanError } from '../errors';
import type { LogLine } from '../logLine';
import { ContainerEvents } from './containerEvents';
import { followLog, readTail } from './containerLog';
import { type InspectedContainer, inspectAnswer, listAnswer } from './containerWire';
import { createContainer } from './createContainer';
import type { ContainerInfo, ContainerSpec, Docker, PullProgress } from './docker';
import type { DockerCall, DockerConnection } from './dockerConnection';
import type { DockerPlaces } from './dockerPlaces';
import { type DockerRefusal, isRefusal } from './dockerRefusal';
import { parseImageReference } from './imageReference';
import { type GuardedAction, onlyOurs } from './onlyOurs';
import { pullImage } from './pullImage';
import { registryAuth } from './registryAuth';
import { sentence, startFailure } from './startFailure';

export interface DockerClientOptions {
  readonly version: string;
  /** Where logins of registries are found. */
  readonly places: DockerPlaces;
  readonly clock: Clock;
  readonly onListenerError?: (error: unknown) => void;
}

/** `Docker` over one connection. */
export class DockerClient implements Docker {
  private readonly events: ContainerEvents;
  readonly onDidContainer;
  readonly onDidLose;

  constructor(
    private readonly connection: DockerConnection,
    private readonly options: DockerClientOptions,
  ) {
    this.events = new ContainerEvents(connection, options.clock, options.onListenerError);
    this.onDidContainer = this.events.onDidContainer;
    this.onDidLose = this.events.onDidLose;
  }

  get address() {
    return this.connection.address;
  }

  get version() {
    return this.options.version;
  }

  /** Resolves once events come. */
  watch(): Promise<void> {
    return this.events.begin();
  }

  async hasImage(image: string): Promise<boolean> {
    parseImageReference(image);
    const path = `/images/${image}/json`;
    return (await this.ask(`look for the image "${image}"`, () => this.found(path))) !== undefined;
  }

  async pull(image: string, onProgress: (progress: PullProgress) => void, signal?: AbortSignal) {
    const { registry } = parseImageReference(image);
    const auth = await registryAuth(this.options.places, registry);
    await pullImage(this.connection, { image, auth, onProgress, signal });
  }

  list(): Promise<readonly ContainerInfo[]> {
    return this.ask('list the containers', async () =>
      v.parse(listAnswer, await this.connection.json({ path: '/containers/json', query: { all: true } })),
    );
  }

  async inspect(idOrName: string): Promise<ContainerInfo | undefined> {
    return (await this.look(idOrName))?.info;
  }

  create(spec: ContainerSpec): Promise<string> {
    return createContainer(this.connection, spec);
  }

  async start(id: string): Promise<void> {
    const { info, wantedPorts } = await this.ours('start', id);
    try {
      await this.act(info.id, 'start', { timeoutMs: 120_000 });
    } catch (error) {
      const ports = wantedPorts.map(({ hostPort }) => hostPort).filter((port) => port > 0);
      throw isRefusal(error) ? startFailure(info.name, error, ports) : error;
    }
  }

  async stop(id: string, graceMs: number): Promise<void> {
    const { info } = await this.ours('stop', id);
    await this.ask(`stop the container "${info.name}"`, async () => {
      // A paused process cannot answer the request to end, and would be killed after all of its time.
      if (info.state === 'paused') await this.act(info.id, 'unpause');
      await this.act(info.id, 'stop', {
        query: { t: Math.ceil(graceMs / 1000) },
        timeoutMs: graceMs + 60_000,
      });
    });
  }

  async unpause(id: string): Promise<void> {
    const { info } = await this.ours('unpause', id);
    if (info.state !== 'paused') return;
    await this.ask(`resume the container "${info.name}"`, () => this.act(info.id, 'unpause'));
  }

  async remove(id: string): Promise<void> {
    const container = await this.look(id);
    if (!container) return;
    const { info } = container;
    onlyOurs('rm', info.name, info.labels);
    await this.ask(`remove the container "${info.name}"`, () =>
      // With the nameless volumes that only it used.
      this.connection
        .json({ method: 'DELETE', path: `/containers/${info.id}`, query: { force: true, v: true } })
        .catch(unlessGone),
    );
  }

  async removeVolume(name: string): Promise<void> {
    const path = `/volumes/${encodeURIComponent(name)}`;
    await this.ask(`remove the volume "${name}"`, async () => {
      const found = await this.found(path);
      if (found === undefined) return;
      onlyOurs('volume rm', name, v.parse(volume, found).Labels ?? {});
      await this.connection.json({ method: 'DELETE', path }).catch(unlessGone);
    });
  }

  async tail(id: string, lines: number): Promise<readonly LogLine[]> {
    const { info, tty } = await this.existing(id);
    const found: LogLine[] = [];
    const request = { id: info.id, tty, lines, onLine: (line: LogLine) => found.push(line) };
    await this.ask(`read the log of "${info.name}"`, () => readTail(this.connection, request));
    return found.slice(-lines);
  }

  async follow(id: string, sinceMs: number, onLine: (line: LogLine) => void, signal: AbortSignal) {
    const { info, tty } = await this.existing(id);
    const request = { id: info.id, tty, sinceMs, onLine, signal };
    await this.ask(`follow the log of "${info.name}"`, async () => {
      if (signal.aborted) return;
      await followLog(this.connection, request).catch((error) => {
        if (!signal.aborted) throw error;
      });
    });
  }

  dispose(): void {
    this.events.dispose();
    this.connection.close();
  }

  private look(idOrName: string): Promise<InspectedContainer | undefined> {
    return this.ask(`look at the container "${idOrName}"`, async () => {
      const found = await this.found(`/containers/${encodeURIComponent(idOrName)}/json`);
      return found === undefined ? undefined : v.parse(inspectAnswer, found);
    });
  }

  private async existing(id: string): Promise<InspectedContainer> {
    const container = await this.look(id);
    if (container) return container;
    throw new HumanError(
      `There is no container "${id}" any more. Start the engine again: that makes a new one.`,
    );
  }

  private async ours(action: GuardedAction, id: string): Promise<InspectedContainer> {
    const container = await this.existing(id);
    onlyOurs(action, container.info.name, container.info.labels);
    return container;
  }

  /** Undefined when it is not there. */
  private found(path: string): Promise<unknown> {
    return this.connection.json({ path }).catch((error: unknown) => {
      if (!isRefusal(error, 404)) throw error;
    });
  }

  private act(id: string, action: string, more?: Pick<DockerCall, 'query' | 'timeoutMs'>): Promise<unknown> {
    return this.connection.json({ method: 'POST', path: `/containers/${id}/${action}`, ...more });
  }

  /** What Docker refuses, as a sentence. */
  private async ask<T>(doing: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      if (isRefusal(cause)) throw refused(doing, cause);
      if (!v.isValiError(cause)) throw cause;
      const answered = `The answer of Docker at ${this.address.host} is not understood. Update Docker.`;
      // The issues hold what was answered, a container's environment with its token included.
      throw new HumanError(answered, 'failed', { cause: new Error(cause.message) });
    }
  }
}

const refused = (doing: string, cause: DockerRefusal): HumanError =>
  new HumanError(`Docker could not ${doing}: ${sentence(cause.message)}`, 'failed', { cause });

const volume = v.object({ Labels: v.optional(v.nullable(v.record(v.string(), v.string()))) });

/** 409: its removal has begun already. */
const unlessGone = (error: unknown): void => {
  if (isRefusal(error, 404)) return;
  if (isRefusal(error, 409) && /already in progress/.test(error.message)) return;
  throw error;
};
