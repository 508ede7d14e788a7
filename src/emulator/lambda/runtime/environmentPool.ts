import type { Environment } from './environment';

/** What an environment is for. */
export interface PoolKey {
  readonly functionArn: string;
  /** Revision id of the function version: code and configuration together, unlike any other. */
  readonly revision: string;
}

export interface PoolOptions {
  /** How many environments may live at once; more invocations wait in line. */
  readonly maxEnvironments: number;
  /** How long an environment waits for work before it is ended. */
  readonly idleMs: number;
}

type Start = () => Promise<Environment>;

interface Waiting {
  readonly key: PoolKey;
  readonly start: Start;
  readonly resolve: (environment: Environment | Promise<Environment>) => void;
}

const MAX_SWEEP_INTERVAL_MS = 10_000;

/**
 * The execution environments there are. A warm one is used again, the last used first so that the others grow
 * old; else a new one is started while there is room, or room is made; else the caller waits its turn.
 */
export class EnvironmentPool {
  /** By revision. */
  private readonly idle = new Map<string, Environment[]>();
  private readonly live = new Map<Environment, PoolKey>();
  private readonly retired = new WeakSet<Environment>();
  /** Those whose process has not ended yet. */
  private readonly running = new Set<Environment>();
  private readonly waiting: Waiting[] = [];
  /** Environments alive or being started. */
  private size = 0;
  private sweeper: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(private readonly options: PoolOptions) {}

  /** `start` is called when no warm environment fits. Each environment given is owed one `release`. */
  async acquire(key: PoolKey, start: Start): Promise<Environment> {
    if (this.closed) throw stopping();
    const warm = this.takeWarm(key.revision);
    if (warm) return warm;
    if (this.size >= this.options.maxEnvironments) this.endLongestIdle();
    if (this.size < this.options.maxEnvironments) return this.startFor(key, start);
    return new Promise((resolve) => this.waiting.push({ key, start, resolve }));
  }

  /** Gives an environment back; one that cannot be used again makes room for the next. */
  release(environment: Environment): void {
    const key = this.live.get(environment);
    const next = this.waiting[0];
    if (!key || !environment.usable || this.retired.has(environment)) this.end(environment);
    else if (next?.key.revision === key.revision) this.waiting.shift()?.resolve(environment);
    else if (next) this.end(environment);
    else this.keep(key, environment);
    this.serveNext();
  }

  /** Ends the function's environments of other revisions than these: idle ones now, others after their invocation. */
  retire(functionArn: string, current: ReadonlySet<string>): void {
    for (const [environment, key] of this.live) {
      if (key.functionArn !== functionArn || current.has(key.revision)) continue;
      this.retired.add(environment);
      if (this.forget(key, environment)) this.end(environment);
    }
    this.serveNext();
  }

  /** Ends everything; who still waits is refused. Resolves when the processes are gone. */
  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.sweeper);
    for (const environment of this.live.keys()) this.end(environment);
    for (const { resolve } of this.waiting.splice(0)) resolve(Promise.reject(stopping()));
    await Promise.all([...this.running].map(({ exited }) => exited));
  }

  private takeWarm(revision: string): Environment | undefined {
    const environments = this.idle.get(revision);
    const found = environments?.pop();
    if (environments?.length === 0) this.idle.delete(revision);
    return found;
  }

  private async startFor(key: PoolKey, start: Start): Promise<Environment> {
    this.size++;
    const interval = Math.min(this.options.idleMs, MAX_SWEEP_INTERVAL_MS);
    this.sweeper ??= setInterval(() => this.sweep(), interval).unref();
    try {
      return this.add(key, await start());
    } catch (error) {
      this.size--;
      this.serveNext();
      throw error;
    }
  }

  private add(key: PoolKey, environment: Environment): Environment {
    this.live.set(environment, key);
    this.running.add(environment);
    environment.exited.then(() => this.exited(key, environment));
    if (this.closed) this.end(environment);
    return environment;
  }

  private keep(key: PoolKey, environment: Environment): void {
    environment.idleSince = Date.now();
    const environments = this.idle.get(key.revision);
    if (environments) environments.push(environment);
    else this.idle.set(key.revision, [environment]);
  }

  /** True when it was waiting for work. */
  private forget({ revision }: PoolKey, environment: Environment): boolean {
    const environments = this.idle.get(revision) ?? [];
    const others = environments.filter((other) => other !== environment);
    if (others.length === 0) this.idle.delete(revision);
    else this.idle.set(revision, others);
    return others.length < environments.length;
  }

  /** A process that ends by itself between two invocations. One that is in use is released by its user. */
  private exited(key: PoolKey, environment: Environment): void {
    this.running.delete(environment);
    if (this.forget(key, environment)) this.end(environment);
    this.serveNext();
  }

  private end(environment: Environment): void {
    if (!this.live.delete(environment)) return;
    this.size--;
    environment.kill();
  }

  private serveNext(): void {
    while (this.size < this.options.maxEnvironments && !this.closed) {
      const next = this.waiting.shift();
      if (!next) return;
      next.resolve(this.takeWarm(next.key.revision) ?? this.startFor(next.key, next.start));
    }
  }

  private endLongestIdle(): void {
    const [oldest] = [...this.idle.values()].flat().sort((a, b) => a.idleSince - b.idleSince);
    if (oldest) this.endIdle(oldest);
  }

  private endIdle(environment: Environment): void {
    const key = this.live.get(environment);
    if (key) this.forget(key, environment);
    this.end(environment);
  }

  private sweep(): void {
    const deadline = Date.now() - this.options.idleMs;
    const old = [...this.idle.values()].flat().filter(({ idleSince }) => idleSince < deadline);
    for (const environment of old) this.endIdle(environment);
    if (this.size > 0) return;
    clearInterval(this.sweeper);
    this.sweeper = undefined;
  }
}

const stopping = () => new Error('The engine is stopping.');
