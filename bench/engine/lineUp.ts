import { join } from 'node:path';
import type { Progress } from '../../scripts/lib/progress.mjs';
import { asked, type Contestant, type Server } from './contestants/contestant';
import { deploy, startEngine } from './contestants/engine';
import { withIdleRules, withReader } from './contestants/gatewayStates';
import { startNginx } from './contestants/nginx';
import { startMinimalProxy, startPlain } from './contestants/nodeServers';
import { NotHere } from './contestants/notHere';
import { type Rivals, startMoto } from './contestants/rivals';
import type { Target } from './load';

/** A line of the table: what is loaded, and in what state. */
export interface Entry {
  readonly name: EntryName;
  readonly contestant: Contestant;
  /** Brings it into the state that is measured; gives what takes it back. */
  readonly prepare?: () => Promise<() => Promise<void>>;
}

export type EntryName =
  | 'plain'
  | 'mock'
  | 'lambda'
  | 'api'
  | 'proxy'
  | 'pass'
  | 'rules'
  | 'reader'
  | 'nginx'
  | 'mountebank'
  | 'mockoon'
  | 'offline'
  | 'moto';

export interface LineUp {
  readonly entries: readonly Entry[];
  /** Why a rival is not among them. */
  readonly missing: ReadonlyMap<EntryName, string>;
  /** What the proxies pass on to, asked without one. */
  readonly behind: Contestant;
  stop(): Promise<void>;
}

/** As an SDK sends it: through a proxy it is the same for all. */
const call = {
  path: '/2015-03-31/functions/hello',
  headers: {
    Authorization:
      'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/lambda/aws4_request, SignedHeaders=host;x-amz-date, ' +
      `Signature=${'0'.repeat(64)}`,
    'X-Amz-Date': '20260101T000000Z',
    'User-Agent': 'aws-sdk-js/3.1.0 ua/2.1 os/linux lang/js md/nodejs#20.20.0 api/lambda#3.1.0',
    'amz-sdk-invocation-id': '00000000-0000-4000-8000-000000000000',
    'amz-sdk-request': 'attempt=1; max=3',
  },
};

const identity = {
  path: '/?Action=GetCallerIdentity&Version=2011-06-15',
  headers: { Authorization: call.headers.Authorization.replace('/lambda/', '/sts/') },
};

const hello = { path: '/hello', headers: {} };

const ask = (server: Server, { path, headers }: { path: string; headers: Target['headers'] }): Contestant =>
  asked(server, path, headers);

type Start = () => Promise<Contestant>;

/** Everybody's start; those that may be missing on a machine throw `NotHere`. */
function starters(origin: string, rivals: Rivals | undefined, folder: string): [EntryName, Start][] {
  const installed = (start: (rivals: Rivals) => Promise<Server>) => async () => {
    if (rivals === undefined) throw new NotHere('left out');
    return ask(await start(rivals), hello);
  };
  return [
    ['proxy', async () => ask(await startMinimalProxy(origin), call)],
    ['nginx', async () => ask(await startNginx(origin, join(folder, 'nginx')), call)],
    ['offline', installed((all) => all.serverlessOffline())],
    ['mountebank', installed((all) => all.mountebank())],
    ['mockoon', installed((all) => all.mockoon())],
    ['moto', async () => ask(await startMoto(), identity)],
  ];
}

/** Starts all that take part: the engine three times as what it is asked for, once as a proxy in three states. */
export async function lineUp(
  rivals: Rivals | undefined,
  folder: string,
  progress: Progress,
): Promise<LineUp> {
  const servers: Server[] = [];
  const stop = async () => void (await Promise.all(servers.map((server) => server.stop())));
  const started = async <S extends Server>(name: string, start: () => Promise<S>): Promise<S> => {
    const server = await progress.step(`Starting ${name}`, start);
    servers.push(server);
    return server;
  };
  try {
    const behind = await started('what stands behind the proxies', () => startPlain('load'));
    const plain = await started('plain node:http', () => startPlain());
    const engine = await started('the engine', () => startEngine());
    const stage = await deploy(engine);
    const gateway = await started('the engine as a proxy', () => startEngine(['--upstream', behind.origin]));
    const entries: Entry[] = [
      { name: 'plain', contestant: asked(plain, '/') },
      { name: 'mock', contestant: asked(engine, `${stage}/mock`) },
      { name: 'lambda', contestant: asked(engine, `${stage}/lambda`) },
      { name: 'api', contestant: ask(engine, identity) },
      { name: 'pass', contestant: ask(gateway, call) },
      { name: 'rules', contestant: ask(gateway, call), prepare: () => withIdleRules(gateway) },
      { name: 'reader', contestant: ask(gateway, call), prepare: () => withReader(gateway) },
    ];
    const missing = new Map<EntryName, string>();
    for (const [name, start] of starters(behind.origin, rivals, folder)) {
      try {
        entries.push({ name, contestant: await started(name, start) });
      } catch (error) {
        if (!(error instanceof NotHere)) throw error;
        missing.set(name, error.message);
      }
    }
    return { entries, missing, behind: ask(behind, call), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
