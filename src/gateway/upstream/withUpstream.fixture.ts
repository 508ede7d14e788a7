import { once } from 'node:events';
import {
  type ClientRequest,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
  type RequestOptions,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { EngineOptions } from '../../cli/engine/startEngine';
import { type EngineInTest, withEngine } from '../../cli/engine/withEngine';

export interface UpstreamInTest {
  /** The gateway in front of `upstream`. */
  readonly engine: EngineInTest;
  readonly upstream: Server;
  /** Opens a request to the gateway; its body and end are the test's. */
  open(options: RequestOptions): ClientRequest;
  /** Sends a request without a body, or with a whole one. */
  ask(path: string, options?: RequestOptions, body?: string | Buffer): Promise<Asked>;
}

export interface Asked {
  readonly response: IncomingMessage;
  readonly body: Buffer;
}

/** For tests: a server of the test's own, and a gateway in front of it. */
export async function withUpstream(
  handler: RequestListener,
  work: (test: UpstreamInTest) => Promise<void>,
  options: Pick<EngineOptions, 'regions'> = { regions: [] },
): Promise<void> {
  const upstream = createServer(handler);
  const url = await listening(upstream);
  try {
    await withEngine({ upstream: url, ...options }, (engine) =>
      work({
        engine,
        upstream,
        open: (options) => openTo(engine.port, options),
        ask: async (path, options = {}, body = undefined) => {
          const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
          const sent = openTo(engine.port, { path, headers: length, ...options });
          const response = await responseTo(sent.end(body));
          return { response, body: await buffer(response) };
        },
      }),
    );
  } finally {
    upstream.closeAllConnections();
    await new Promise((resolve) => upstream.close(resolve));
  }
}

/** Gives the URL. */
export async function listening(server: Server, port = 0): Promise<string> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const openTo = (port: number, options: RequestOptions): ClientRequest =>
  httpRequest({ host: '127.0.0.1', port, agent: false, ...options });

export async function responseTo(sent: ClientRequest): Promise<IncomingMessage> {
  const [response] = await once(sent, 'response');
  return response as IncomingMessage;
}
