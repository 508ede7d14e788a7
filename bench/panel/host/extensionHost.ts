import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** What the extension host has used. */
export interface HostUsage {
  /** Of all its threads, since it was started. */
  readonly cpuMs: number;
  readonly heapBytes: number;
  readonly rssBytes: number;
  /** For which it did nothing else, since it was asked before. */
  readonly longestPauseMs: number;
}

/** In bytes, to be read by a person: what the memory of the extension host consists of. */
export interface HostMemory extends NodeJS.MemoryUsage {
  /** V8's, by name. */
  readonly spaces: Readonly<Record<string, { readonly size: number; readonly used: number }>>;
  /** Resident memory by kind of mapping. */
  readonly resident: Readonly<Record<string, number>>;
}

export interface HostProfiles {
  /** A `.cpuprofile`. */
  readonly cpu: unknown;
  /** A `.heapprofile`: who made what outlived the young generation, whether it is still there or not. */
  readonly outlived: unknown;
}

/** The extension host, asked on a socket of its own: `preload.cjs` answers there. */
export class ExtensionHost {
  private readonly socket: string;

  /** @param folder where the socket may be */
  constructor(folder: string) {
    this.socket = join(folder, 'host.sock');
  }

  /** For the server of VS Code. */
  get env(): NodeJS.ProcessEnv {
    return {
      CHAOS_BENCH_SOCKET: this.socket,
      NODE_OPTIONS: `--require ${join(__dirname, 'preload.cjs')}`,
    };
  }

  usage(): Promise<HostUsage> {
    return this.ask('usage');
  }

  memory(): Promise<HostMemory> {
    return this.ask('memory');
  }

  /** Lets go of all garbage. */
  async collect(): Promise<void> {
    await this.ask('collect');
  }

  async startProfile(): Promise<void> {
    await this.ask('startProfile');
  }

  stopProfile(): Promise<HostProfiles> {
    return this.ask('stopProfile');
  }

  private async ask<T>(method: string): Promise<T> {
    const connection = connect(this.socket);
    connection.write(method);
    return JSON.parse(await text(connection)) as T;
  }
}
