import type { Event } from '../event';
import type { LogLine } from '../logLine';

/** The label that all our containers and volumes carry; its value is their owner (`vscode-1f3a9c02`). */
export const ownerLabel = 'chaos-lab';

/** Where a Docker Engine is, and how it was found. */
export interface DockerAddress {
  /** `unix:///var/run/docker.sock`, `npipe:////./pipe/docker_engine`, `tcp://10.0.0.5:2376`, `ssh://me@box`. */
  readonly host: string;
  /** For people: `DOCKER_HOST`, `the Docker context "colima"`, `the default socket`, `Podman`. */
  readonly source: string;
  readonly tls?: {
    readonly ca?: Buffer;
    readonly cert?: Buffer;
    readonly key?: Buffer;
    /** Encrypted, but to whomever answers. */
    readonly skipVerify?: boolean;
  };
}

/** How far a pull has got, over all layers. */
export interface PullProgress {
  /** Bytes that have arrived. */
  readonly current: number;
  /** Bytes of all layers known so far; 0 while none is. It grows as layers are announced. */
  readonly total: number;
  readonly layersDone: number;
  readonly layers: number;
}

export interface PortBinding {
  readonly containerPort: number;
  readonly hostIp: string;
  /** 0 lets Docker choose. */
  readonly hostPort: number;
}

export interface ContainerSpec {
  readonly name: string;
  readonly image: string;
  /** Besides `ownerLabel`, which `create` demands. */
  readonly labels: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly ports: readonly PortBinding[];
  /** `/var/run/docker.sock:/var/run/docker.sock`, `chaos-lab-localstack:/var/lib/localstack`. */
  readonly binds: readonly string[];
}

export type ContainerState = 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';

export interface ContainerInfo {
  readonly id: string;
  /** Without the leading slash. */
  readonly name: string;
  readonly image: string;
  readonly state: ContainerState;
  /** Of its last run, once it has exited. */
  readonly exitCode?: number;
  /** Out of memory, as Docker saw it. */
  readonly oomKilled?: boolean;
  readonly labels: Readonly<Record<string, string>>;
  /** Only of `inspect`. It may hold a token: never log it. */
  readonly env: Readonly<Record<string, string>>;
  /** The published ones that are bound. */
  readonly ports: readonly PortBinding[];
}

/** What happened to a container, as Docker tells. */
export interface ContainerEvent {
  readonly id: string;
  readonly action: 'start' | 'die' | 'stop' | 'kill' | 'pause' | 'unpause' | 'destroy' | 'oom';
  /** With `die`. */
  readonly exitCode?: number;
}

/**
 * A Docker Engine, as much of it as the lab uses. Every method rejects with a `HumanError` that says what Docker
 * refused or that it is gone; an aborted signal rejects with an `AbortError`. Nothing without `ownerLabel` is ever
 * stopped, resumed or removed: that rejects before Docker is asked.
 */
export interface Docker {
  readonly address: DockerAddress;
  /** Of the Docker Engine: `20.10.24`. */
  readonly version: string;
  /** Whether the image is there; nothing is pulled. */
  hasImage(image: string): Promise<boolean>;
  /** Rejects with a `HumanError` when the registry refuses; what was pulled so far stays in Docker's cache. */
  pull(image: string, onProgress: (progress: PullProgress) => void, signal?: AbortSignal): Promise<void>;
  /** All containers, stopped ones too; `env` is empty here. */
  list(): Promise<readonly ContainerInfo[]>;
  /** Undefined when there is none of this id or name. */
  inspect(idOrName: string): Promise<ContainerInfo | undefined>;
  /** Gives the id. Rejects with a `HumanError` naming a conflict of names. */
  create(spec: ContainerSpec): Promise<string>;
  /** Rejects with `PortTakenError` when a host port is in use. */
  start(id: string): Promise<void>;
  stop(id: string, graceMs: number): Promise<void>;
  unpause(id: string): Promise<void>;
  /** Stops it first if need be. Already gone is no error. */
  remove(id: string): Promise<void>;
  /** Already gone is no error. */
  removeVolume(name: string): Promise<void>;
  /** The last lines it printed, oldest first. */
  tail(id: string, lines: number): Promise<readonly LogLine[]>;
  /**
   * Lines as they come, from `sinceMs` (Unix) on, until the container ends or the signal aborts; a restart of the
   * container needs another call. Resolves then.
   */
  follow(id: string, sinceMs: number, onLine: (line: LogLine) => void, signal: AbortSignal): Promise<void>;
  /** Events of all containers, pushed by Docker. */
  readonly onDidContainer: Event<ContainerEvent>;
  /** Docker itself went away, in one sentence with the next step: events no longer come. */
  readonly onDidLose: Event<string>;
  /** Lets go of the streams. */
  dispose(): void;
}
