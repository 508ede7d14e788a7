import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectDocker } from './connectDocker';
import type { Docker } from './docker';
import { type DockerPlaces, dockerPlaces } from './dockerPlaces';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * A Docker Engine on a socket in a temporary folder, for tests: it knows its version, has an event stream that says
 * nothing by itself, and answers the rest as the test says.
 */
export class FakeDockerServer {
  /** By method and path without the query: `POST /containers/a/start`. */
  readonly answers: Record<string, Answer> = {
    'GET /version': json(200, { Version: '20.10.24' }),
    'GET /events': (_, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' }).flushHeaders();
      this.listeners.add(response);
      response.once('close', () => this.listeners.delete(response));
    },
  };
  /** `POST /containers/a/start`, with its query. */
  readonly requests: string[] = [];
  readonly bodies: unknown[] = [];
  /** Event streams that are open. */
  readonly listeners = new Set<ServerResponse>();
  private server: Server | undefined;

  constructor(
    readonly folder: string,
    readonly socket = join(folder, 'docker.sock'),
  ) {}

  get host(): string {
    return `unix://${this.socket}`;
  }

  /** A machine on which this is the Docker that was chosen. */
  get places(): DockerPlaces {
    return dockerPlaces({ home: this.folder, env: { DOCKER_HOST: this.host } });
  }

  async start(): Promise<void> {
    this.server = createServer((request, response) => this.answer(request, response)).listen(this.socket);
    await once(this.server, 'listening');
  }

  /** Ends as a killed process does: streams break, the socket stays closed. */
  async stop(): Promise<void> {
    if (!this.server) return;
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    this.server = undefined;
    await closed;
  }

  /** Tells something to all that listen for events. */
  tell(event: object): void {
    for (const listener of this.listeners) listener.write(`${JSON.stringify(event)}\n`);
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { method, url = '' } = request;
    this.requests.push(`${method} ${url}`);
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      if (chunks.length > 0) this.bodies.push(JSON.parse(Buffer.concat(chunks).toString()));
      const answer = this.answers[`${method} ${url.split('?')[0]}`] ?? json(404, { message: `no ${url}` });
      answer(request, response);
    });
  }
}

export const json =
  (status: number, body: unknown): Answer =>
  (_, response) =>
    void response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));

/** Hands out a running one, and takes it back. */
export const withDockerServer = async (work: (server: FakeDockerServer) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'chaos-lab-docker-'));
  const server = new FakeDockerServer(folder);
  await server.start();
  try {
    await work(server);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
};

/** ... with the lab's client connected to it. */
export const withFakeEngine = (
  work: (docker: Docker, server: FakeDockerServer) => Promise<void>,
): Promise<void> =>
  withDockerServer(async (server) => {
    const docker = await connectDocker({ places: server.places });
    try {
      await work(docker, server);
    } finally {
      docker.dispose();
    }
  });
