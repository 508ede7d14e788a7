import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type RunningEngine, startEngine } from '../../../src/cli/engine/startEngine';
import { followEvents } from './followEvents';
import { type ForwardOptions, forward } from './forward';
import { awsLine, httpLine } from './logLines';
import { NativeChaos } from './nativeChaos';
import { noSuchBucket, type OwnReply, ownPath } from './ownPaths';
import { localStackVersion, type Persona } from './persona';

export interface FakeLocalStackOptions {
  readonly persona: Persona;
  /** 0, the default, takes any free one. */
  readonly port?: number;
  /** Default `127.0.0.1`. */
  readonly host?: string;
  /** Where the AWS keeps its state; without it the state ends with the fake. */
  readonly dataDir?: string;
  /** Whether the internal client tries again after a fault; as `DISABLE_BOTO_RETRIES=1` says, it may not. */
  readonly disableRetries?: boolean;
  /** Takes the lines that LocalStack would print. */
  readonly print?: (line: string) => void;
  /** `POST /_fake/crash {"code": 137}`. */
  readonly onCrash?: (code: number) => void;
}

export interface FakeLocalStack {
  /** Origin without a trailing slash. */
  readonly endpoint: string;
  readonly port: number;
  close(): Promise<void>;
}

interface Fake extends Pick<FakeLocalStackOptions, 'persona' | 'print' | 'onCrash'> {
  readonly engine: RunningEngine;
  readonly chaos: NativeChaos;
  readonly startedAt: number;
  readonly forwarding: ForwardOptions;
}

/**
 * An emulator other than ours, as a client sees it: it answers under `/_localstack/` what the persona answers, has no
 * path of our engine's own, and logs as LocalStack does. The AWS behind it is our engine, on a port of its own.
 *
 *   client ─▶ fake ─┬─ /_localstack/…  the persona's own
 *                   └─ all else ─────▶ engine
 */
export async function startFakeLocalStack(options: FakeLocalStackOptions): Promise<FakeLocalStack> {
  const { persona, port = 0, host = '127.0.0.1', dataDir, print = () => {}, onCrash } = options;
  const engine = await startEngine({
    port: 0,
    host: '127.0.0.1',
    region: 'us-east-1',
    report: print,
    ...(dataDir === undefined ? {} : { dataDir }),
  });
  const forwarding = { port: engine.port, headers: headersOf(persona), retries: retriesOf(options) };
  const chaos = new NativeChaos(engine.url);
  const fake: Fake = {
    persona,
    print,
    engine,
    chaos,
    startedAt: Date.now(),
    forwarding,
    ...(onCrash && { onCrash }),
  };
  const unfollow = await followEvents(engine.port, (event) => {
    const line = awsLine(event, chaos.rules);
    if (line !== undefined) print(line);
  });
  const server = createServer((message, response) => void serve(fake, message, response));
  const close = async () => {
    unfollow();
    await engine.close();
    await closeServer(server);
  };
  server.listen(port, host);
  await once(server, 'listening').catch(async (error) => {
    await close();
    throw error;
  });
  const own = (server.address() as AddressInfo).port;
  return { endpoint: `http://127.0.0.1:${own}`, port: own, close };
}

const isLocalStack = (persona: Persona): boolean => persona === 'licensed' || persona === 'unlicensed';

const headersOf = (persona: Persona): Record<string, string> =>
  isLocalStack(persona) ? { 'x-localstack': localStackVersion } : {};

/** botocore's, of which only LocalStack's Chaos API has any use. */
const retriesOf = ({ persona, disableRetries }: FakeLocalStackOptions): number =>
  persona === 'licensed' && !disableRetries ? 4 : 0;

async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

async function serve(fake: Fake, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(message.url ?? '/', 'http://fake');
  try {
    const own = await answerOwn(fake, message, pathname);
    if (own === undefined) await forward(message, response, fake.forwarding);
    else send(response, own, fake.forwarding.headers);
  } catch (error) {
    response.destroy(error as Error); // the engine behind has ended, or the client has left
  }
  if (isEndpointCall(message)) fake.print?.(httpLine(message.method ?? '', pathname, response.statusCode));
}

/** Undefined for what belongs to the AWS behind. */
async function answerOwn(fake: Fake, message: IncomingMessage, path: string): Promise<OwnReply | undefined> {
  if (path === '/_fake/crash' && message.method === 'POST') return crash(fake, await buffer(message));
  if (/^\/_(chaos|fake)(\/|$)/.test(path)) return noSuchBucket(path);
  if (!path.startsWith('/_localstack/')) return undefined;
  const isChaos = /^\/_localstack\/chaos\/(faults|effects)$/.test(path);
  if (isChaos && fake.persona === 'licensed') {
    return fake.chaos.answer(message.method ?? 'GET', path, await buffer(message));
  }
  return ownPath(fake.persona, path, { services: await servicesOf(fake.engine), startedAt: fake.startedAt });
}

async function servicesOf({ url }: RunningEngine): Promise<Record<string, string>> {
  const health = await fetch(`${url}/_localstack/health`);
  return ((await health.json()) as { services: Record<string, string> }).services;
}

function crash({ onCrash }: Fake, body: Buffer): OwnReply {
  onCrash?.(Number((JSON.parse(body.toString()) as { code: unknown }).code));
  return { status: 202, body: '' };
}

function send(
  response: ServerResponse,
  { status, contentType, body }: OwnReply,
  headers: Readonly<Record<string, string>>,
): void {
  const type = contentType === undefined ? {} : { 'content-type': contentType };
  response.writeHead(status, { ...headers, ...type, 'content-length': Buffer.byteLength(body) });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

/** Calls of endpoints: LocalStack logs them as HTTP, and those of its own paths not at all. */
const isEndpointCall = ({ headers, url = '' }: IncomingMessage): boolean =>
  headers.authorization === undefined && !url.includes('X-Amz-') && !url.startsWith('/_localstack/');
