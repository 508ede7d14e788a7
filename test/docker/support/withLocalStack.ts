import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildIfStale } from '../../../scripts/lib/buildExtension.mjs';
import { root } from '../../../scripts/lib/paths.mjs';
import { createProgress } from '../../../scripts/lib/progress.mjs';
import { connectDocker } from '../../../src/core/docker/connectDocker';
import type { EngineStatus } from '../../../src/core/engines/engine';
import { createChaosFront } from '../../../src/core/engines/gatewayInFront';
import {
  LocalStackEngine,
  type LocalStackEngineOptions,
} from '../../../src/core/engines/localstack/localStackEngine';
import type { LocalStackSettings } from '../../../src/core/engines/localstack/localStackSettings';
import { standInImage } from './standInImage';
import { testDocker } from './testDocker';
import { testOwner } from './testOwner.mjs';

/** A LocalStack engine of a test, with all that it told. */
export interface Window {
  readonly engine: LocalStackEngine;
  readonly lines: string[];
  readonly notices: string[];
  readonly statuses: EngineStatus[];
}

export type WindowOptions = Partial<Omit<LocalStackEngineOptions, 'settings'>> & {
  readonly settings?: Partial<LocalStackSettings>;
  readonly gateway?: boolean;
};

/** The windows of one test, which work with the same container; it goes with its volume when the test ends. */
export class Windows {
  /** Of the container and its volume. */
  readonly name = `chaos-lab-${testOwner()}`;
  private readonly opened: Window[] = [];

  private constructor(
    private readonly image: string,
    private readonly dir: string,
  ) {}

  static async with<T>(use: (windows: Windows) => Promise<T>): Promise<T> {
    await buildIfStale(createProgress(process.stderr), ['engine', 'lambda-bootstrap']);
    const dir = await mkdtemp(join(tmpdir(), 'chaos-lab-windows-'));
    const windows = new Windows(await standInImage(), dir);
    try {
      return await use(windows);
    } finally {
      await windows.close();
      await rm(dir, { recursive: true, force: true });
    }
  }

  open({ settings, gateway = true, ...options }: WindowOptions = {}): Window {
    const engine = new LocalStackEngine({
      connect: (signal) => connectDocker(signal ? { signal } : {}),
      front: createChaosFront({
        enginePath: join(root, 'dist', 'engine.js'),
        readsLog: true,
        settings: () => ({
          gateway,
          port: { preferred: 0, whenEmulator: 'avoid' },
          regions: ['us-east-1', 'us-west-2'],
        }),
      }),
      settings: () => ({ ...this.settings, ...settings }),
      token: async () => undefined,
      owner: testOwner(),
      mayPull: async () => false,
      usersDir: this.usersDir,
      servicePorts: [],
      ...options,
    });
    return this.note(engine);
  }

  /** Opens one in a process of its own, and kills that once it works with the container. */
  async openAndKill(): Promise<void> {
    const program = join(__dirname, 'otherWindow.ts');
    const args = ['--import', 'tsx', program, JSON.stringify(this.settings), this.usersDir];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'close');
    await Promise.race([
      once(createInterface({ input: child.stdout }), 'line'),
      ended.then(() => Promise.reject(new Error('The other window ended before it had started.'))),
    ]);
    child.kill('SIGKILL');
    await ended;
  }

  /** Where windows tell each other that they use a container. */
  get usersDir(): string {
    return join(this.dir, 'users');
  }

  /** Docker's own view of the container; undefined when there is none. */
  async state(): Promise<string | undefined> {
    const all = await testDocker().listContainers({ all: true, filters: { name: [`^/${this.name}$`] } });
    return all[0]?.State;
  }

  private get settings(): LocalStackSettings {
    return {
      image: this.image,
      containerName: this.name,
      port: 0,
      allowOtherPort: true,
      environment: { FAKE_PERSONA: 'licensed' },
      mountDockerSocket: false,
      persistence: true,
      startTimeoutMs: 60_000,
      keepRunning: false,
    };
  }

  private note(engine: LocalStackEngine): Window {
    const window: Window = { engine, lines: [], notices: [], statuses: [] };
    engine.onDidLog(({ text }) => window.lines.push(text));
    engine.onDidNotice((notice) => window.notices.push(notice));
    engine.onDidChange((status) => window.statuses.push(status));
    this.opened.push(window);
    return window;
  }

  private async close(): Promise<void> {
    for (const { engine } of this.opened) {
      await engine.stop().catch(() => {}); // the test has told what was wrong
      engine.dispose();
    }
    const docker = testDocker();
    await ignoreMissing(docker.getContainer(this.name).remove({ force: true, v: true }));
    await ignoreMissing(docker.getVolume(this.name).remove());
  }
}

const ignoreMissing = (removal: Promise<unknown>): Promise<unknown> =>
  removal.catch((error: { statusCode?: number }) => {
    if (error.statusCode !== 404) throw error;
  });
