import { version } from '../../../package.json';
import type { Backend } from '../../aws/backend';
import { createGateway, type Gateway } from '../../gateway/gateway';

export interface EngineOptions {
  /** 0 for any free one. */
  readonly port: number;
  /** The address to listen on: `127.0.0.1`, `::1`, `0.0.0.0`. */
  readonly host: string;
  /** For calls that name no region. */
  readonly region: string;
  /** Where the emulator keeps its state; without it the state ends with the engine. */
  readonly dataDir?: string;
  /** Origin of the emulator to pass requests on to; without it, AWS is embedded. */
  readonly upstream?: string;
  /** Where the upstream's APIs are looked for; the commercial regions when absent. */
  readonly regions?: readonly string[];
  /** Host names to answer to besides the local ones. */
  readonly allowHosts?: readonly string[];
  /** The same seed and order of requests give the same faults. */
  readonly seed?: number;
  /** Told, in one line each, what a person should know. */
  readonly report: (line: string) => void;
}

export interface RunningEngine {
  /** Origin without a trailing slash: `http://127.0.0.1:4566`. */
  readonly url: string;
  readonly port: number;
  /** Resolves when everything it started has ended and the state is on disk. */
  close(): Promise<void>;
}

/** Starts the gateway, and the emulator unless there is an upstream, in this process. Rejects with Node's error when it cannot listen. */
export async function startEngine(options: EngineOptions): Promise<RunningEngine> {
  const { host, region } = options;
  let url = '';
  const backend = await openBackend(options, () => url);
  const gateway = createGateway({ ...options, backend, region, version });
  const port = await listen(gateway, options).catch(async (error) => {
    await backend.close();
    throw error;
  });
  url = `http://${reachableHost(host)}:${port}`;
  return {
    url,
    port,
    close: async () => {
      await gateway.close();
      await backend.close();
    },
  };
}

/** Loads only what this engine needs: the other half would take a third of its start, and stay in its memory. */
async function openBackend(options: EngineOptions, endpoint: () => string): Promise<Backend> {
  const { upstream, regions, report, region, dataDir } = options;
  if (upstream !== undefined) {
    const { upstreamBackend } = await import('../../gateway/upstream/upstreamBackend');
    return upstreamBackend({ url: upstream, homeRegion: region, ...(regions && { regions }) });
  }
  const [{ createEmulator }, { embeddedBackend }] = await Promise.all([
    import('../../emulator/emulator'),
    import('../../gateway/embeddedBackend'),
  ]);
  const dir = dataDir === undefined ? {} : { dir: dataDir };
  return embeddedBackend(await createEmulator({ report, region, endpoint, ...dir }));
}

const listen = (gateway: Gateway, { port, host }: EngineOptions): Promise<number> =>
  gateway.listen(port, host);

/** Where a client on this machine finds what listens on `host`. */
const reachableHost = (host: string): string => {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
};
