import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Activity, Experiment, FullActivity } from '../../format/experiment';
import type { Journal } from '../journal';
import { runExperiment } from '../runExperiment';
import type { RunOptions } from '../runOptions';

/** What was asked for, as it arrived. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A system under experiment: a switch for its health, and answers of every kind. */
export interface Target {
  readonly url: string;
  readonly asked: Asked[];
  /** Resolves when a path has been asked for. */
  seen(path: string): Promise<void>;
}

type Answer = (response: ServerResponse, asked: Asked, state: { healthy: boolean; turn: number }) => void;

const json = (response: ServerResponse, value: unknown, type = 'application/json') =>
  response.setHeader('Content-Type', type).end(JSON.stringify(value));

const answers: Readonly<Record<string, Answer>> = {
  '/health': (response, _asked, { healthy }) => {
    response.statusCode = healthy ? 200 : 503;
    response.end(healthy ? 'ok' : 'down');
  },
  '/break': (response, _asked, state) => {
    state.healthy = false;
    response.end();
  },
  '/mend': (response, _asked, state) => {
    state.healthy = true;
    response.end();
  },
  '/json': (response) => json(response, { a: [1, 2], b: { c: 'd' } }),
  '/json-charset': (response) => json(response, { a: 1 }, 'application/json; charset=utf-8'),
  '/bad-json': (response) => response.setHeader('Content-Type', 'application/json').end('{'),
  '/empty-json': (response) => response.setHeader('Content-Type', 'application/json').end(),
  '/deep-json': (response) =>
    response.setHeader('Content-Type', 'application/json').end('['.repeat(100_000) + ']'.repeat(100_000)),
  '/deep-text': (response) => response.end('['.repeat(100_000) + ']'.repeat(100_000)),
  '/cut-off': (response) => {
    response.writeHead(200, { 'Content-Length': 100 });
    response.write('only', () => response.destroy());
  },
  '/latin': (response) => response.setHeader('Content-Type', 'text/plain').end(Buffer.from([0xe9])),
  '/utf8': (response) => response.setHeader('Content-Type', 'text/plain; charset=utf-8').end('é'),
  '/redirect': (response) => response.writeHead(302, { Location: '/health' }).end(),
  '/loop': (response) => response.writeHead(302, { Location: '/loop' }).end(),
  '/every-second': (response, _asked, state) => {
    state.turn++;
    response.writeHead(state.turn % 2 ? 200 : 500).end();
  },
  '/teapot': (response) => response.writeHead(418).end('short and stout'),
  '/never': () => {},
  '/hang-up': (response) => response.destroy(),
  '/large': (response) => {
    response.setHeader('Content-Type', 'text/plain');
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    let left = 100;
    const write = (): void => {
      while (left-- > 0) if (!response.write(chunk)) return void response.once('drain', write);
      response.end();
    };
    write();
  },
};

/** Starts a target, hands it out, and ends it. */
export const withTarget = async <T>(use: (target: Target) => Promise<T>): Promise<T> => {
  const asked: Asked[] = [];
  const waiting = new Map<string, () => void>();
  const state = { healthy: true, turn: 0 };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://target');
    const { method = '', headers } = request;
    const each = { method, path: url.pathname, query: url.search, headers, body: await text(request) };
    asked.push(each);
    waiting.get(url.pathname)?.();
    const answer = answers[url.pathname] ?? ((reply: ServerResponse) => reply.end('ok'));
    answer(response, each, state);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const seen = (path: string) => new Promise<void>((resolve) => waiting.set(path, resolve));
  try {
    return await use({ url, asked, seen });
  } finally {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
};

export const probe = (path: string, change: Partial<FullActivity> = {}): FullActivity => ({
  type: 'probe',
  name: path,
  provider: { type: 'http', url: `\${url}${path}`, timeout: 5 },
  ...change,
});

export const action = (path: string, change: Partial<FullActivity> = {}): FullActivity => ({
  ...probe(path),
  type: 'action',
  ...change,
});

/** Nothing listens there. */
export const unreachable: Partial<FullActivity> = { provider: { type: 'http', url: 'http://127.0.0.1:1/' } };

export const hypothesis = (...probes: readonly Activity[]): Pick<Experiment, 'steady-state-hypothesis'> => ({
  'steady-state-hypothesis': { title: 'It works', probes },
});

export const isHealthy = probe('/health', { tolerance: 200 });

/** Runs an experiment at a target; what is not given is empty. */
export const runAt = (
  { url }: Target,
  experiment: Partial<Experiment>,
  options: Partial<RunOptions> = {},
): Promise<Journal> =>
  runExperiment(
    {
      title: 't',
      description: 'd',
      method: [],
      ...experiment,
      configuration: { url, ...experiment.configuration },
    },
    {
      folder: process.cwd(),
      env: { PATH: process.env.PATH },
      signal: new AbortController().signal,
      ...options,
    },
  );

/** The output of one activity, run as the method. */
export const outputOf = async (
  target: Target,
  activity: FullActivity,
  configuration: Experiment['configuration'] = {},
): Promise<unknown> => {
  const journal = await runAt(target, { method: [activity], configuration });
  return journal.run[0]?.status === 'succeeded' ? journal.run[0].output : journal.run[0]?.exception?.[0];
};
