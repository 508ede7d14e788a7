import { HumanError } from '../errors';
import { Emitter } from '../event';
import type { LogLine } from '../logLine';
import { throwIfAborted } from './aborted';
import {
  type ContainerEvent,
  type ContainerInfo,
  type ContainerSpec,
  type ContainerState,
  type Docker,
  ownerLabel,
  type PullProgress,
} from './docker';
import { FakeContainer } from './fakeContainer';
import { onlyOurs } from './onlyOurs';

/**
 * Docker in memory, for tests. Containers start at once and stay up, unless `onStart` says otherwise.
 *
 * @example
 * docker.onStart = (container) => { container.print('Ready.'); };
 * docker.beforeStart = () => { throw new PortTakenError(4566); };
 * docker.onStart = (container) => { container.print('License activation failed!'); container.exit(55); };
 */
export class FakeDocker implements Docker {
  readonly address = { host: 'unix:///fake/docker.sock', source: 'a test' };
  readonly version = '20.10.24';
  /** Those that are there. */
  readonly images = new Set<string>();
  /** Their labels by name; `create` adds the named ones of `binds`. */
  readonly volumes = new Map<string, Readonly<Record<string, string>>>();
  /** What was asked of it, in order: `pull IMAGE`, `create NAME`, `start NAME`, `stop NAME`, `rm NAME`, … */
  readonly calls: string[] = [];
  /** May throw what `start` then rejects with; the container stays as it was, and no event tells of it. */
  beforeStart: (container: FakeContainer) => void | Promise<void> = () => {};
  /** Called once the container runs, before `start` resolves. */
  onStart: (container: FakeContainer) => void | Promise<void> = () => {};
  /** What a pull does before the image is there. */
  onPull: (
    image: string,
    onProgress: (progress: PullProgress) => void,
    signal?: AbortSignal,
  ) => void | Promise<void> = (_, onProgress) =>
    onProgress({ current: 10, total: 10, layersDone: 1, layers: 1 });
  /** Unix ms, of what containers print. */
  now: () => number = Date.now;

  private readonly containers = new Map<string, FakeContainer>();
  private readonly happened = new Emitter<ContainerEvent>();
  private readonly lost = new Emitter<string>();
  private created = 0;
  private gone: string | undefined;
  disposed = false;

  readonly onDidContainer = this.happened.event;
  readonly onDidLose = this.lost.event;

  /** Puts a container there that somebody else made, say a LocalStack to adopt. */
  put(container: Partial<ContainerInfo> & { readonly name: string }): FakeContainer {
    const added = new FakeContainer(
      {
        id: `fake${++this.created}`,
        image: '',
        state: 'running',
        labels: {},
        env: {},
        ports: [],
        ...container,
      },
      (event) => this.happened.fire(event),
      () => this.now(),
    );
    this.containers.set(added.id, added);
    return added;
  }

  /** The container of this id or name, to look at and to script; fails the test when there is none. */
  container(idOrName: string): FakeContainer {
    const found = this.find(idOrName);
    if (!found) throw new Error(`No container "${idOrName}" in the fake Docker`);
    return found;
  }

  /** Docker ends: from now on every call rejects with `reason`. */
  lose(reason = 'Docker does not answer any more. Start Docker again.'): void {
    this.gone = reason;
    for (const container of this.containers.values()) container.endFollowers();
    this.lost.fire(reason);
  }

  async hasImage(image: string): Promise<boolean> {
    this.asked(`has ${image}`);
    return this.images.has(image);
  }

  async pull(image: string, onProgress: (progress: PullProgress) => void, signal?: AbortSignal) {
    this.asked(`pull ${image}`);
    throwIfAborted(signal);
    await this.onPull(image, onProgress, signal);
    throwIfAborted(signal);
    this.images.add(image);
  }

  async list(): Promise<readonly ContainerInfo[]> {
    this.asked('list');
    return [...this.containers.values()].map(({ seen }) => ({ ...seen, env: {} }));
  }

  async inspect(idOrName: string): Promise<ContainerInfo | undefined> {
    this.asked(`inspect ${this.find(idOrName)?.info.name ?? idOrName}`);
    return this.find(idOrName)?.seen;
  }

  async create(spec: ContainerSpec): Promise<string> {
    this.asked(`create ${spec.name}`);
    if (!spec.labels[ownerLabel]) throw new Error(`A container needs the label "${ownerLabel}"`);
    if (this.find(spec.name)) throw new HumanError(`A container named "${spec.name}" is there already.`);
    if (!this.images.has(spec.image)) throw new HumanError(`The image "${spec.image}" is not here.`);
    for (const bind of spec.binds) this.addVolume(bind.slice(0, bind.indexOf(':')), spec);
    const { binds: _, ...info } = spec;
    return this.put({ ...info, state: 'created' }).id;
  }

  async start(id: string): Promise<void> {
    const container = this.guarded('start', id);
    if (container.info.state === 'running') return;
    await this.beforeStart(container);
    container.begin();
    await this.onStart(container);
  }

  async stop(id: string, graceMs: number): Promise<void> {
    const container = this.guarded('stop', id, ` ${graceMs}`);
    if (container.info.state === 'paused') container.unpause();
    container.stopFromOutside();
  }

  async unpause(id: string): Promise<void> {
    const container = this.guarded('unpause', id);
    if (container.info.state === 'paused') container.unpause();
  }

  async remove(id: string): Promise<void> {
    if (!this.find(id)) return this.asked(`rm ${id}`);
    const container = this.guarded('rm', id);
    if (container.isUp) container.kill();
    this.containers.delete(container.id);
    this.happened.fire({ id: container.id, action: 'destroy' });
  }

  async removeVolume(name: string): Promise<void> {
    this.asked(`volume rm ${name}`);
    const labels = this.volumes.get(name);
    if (!labels) return;
    onlyOurs('volume rm', name, labels);
    this.volumes.delete(name);
  }

  async tail(id: string, lines: number): Promise<readonly LogLine[]> {
    this.asked(`tail ${this.container(id).info.name}`);
    return this.container(id)
      .printed.slice(-lines)
      .map(({ line }) => line);
  }

  async follow(id: string, sinceMs: number, onLine: (line: LogLine) => void, signal: AbortSignal) {
    this.asked(`follow ${this.container(id).info.name}`);
    await this.container(id).follow(sinceMs, onLine, signal);
  }

  dispose(): void {
    this.disposed = true;
    this.happened.dispose();
    this.lost.dispose();
  }

  /** The states by name, to compare in one go. */
  get states(): Readonly<Record<string, ContainerState>> {
    return Object.fromEntries([...this.containers.values()].map(({ info }) => [info.name, info.state]));
  }

  private find(idOrName: string): FakeContainer | undefined {
    const all = [...this.containers.values()];
    return this.containers.get(idOrName) ?? all.find(({ info }) => info.name === idOrName);
  }

  private guarded(action: 'start' | 'stop' | 'unpause' | 'rm', id: string, detail = ''): FakeContainer {
    const container = this.find(id);
    this.asked(`${action} ${container?.info.name ?? id}${detail}`);
    if (!container) throw new HumanError(`There is no container "${id}" any more.`);
    onlyOurs(action, container.info.name, container.info.labels);
    return container;
  }

  private addVolume(name: string, { labels }: ContainerSpec): void {
    if (!name.startsWith('/') && !this.volumes.has(name)) this.volumes.set(name, labels);
  }

  private asked(call: string): void {
    this.calls.push(call);
    if (this.gone) throw new HumanError(this.gone, 'unreachable');
  }
}
