import { createServer, Agent as HttpAgent, type Server } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type RelayTarget, relayRequest } from './relayRequest';

export interface LoopbackRelay {
  /** `http://127.0.0.1:41235`. */
  readonly url: string;
  /** Ends at once what is under way. */
  close(): Promise<void>;
}

/**
 * Makes an engine that is elsewhere reachable at an address of this machine:
 *
 *     tool ──http──▶ 127.0.0.1:port ──http or https, with the engine's own Host──▶ engine
 */
export const startLoopbackRelay = async (endpoint: string): Promise<LoopbackRelay> => {
  const url = new URL(endpoint);
  const agent = url.protocol === 'https:' ? new HttpsAgent(keepAlive) : new HttpAgent(keepAlive);
  const server = createServer({ requestTimeout: 0, keepAliveTimeout: 0 }); // an upload takes as long as it takes
  const own = await listen(server);
  const target: RelayTarget = { url, agent, own };
  server.on('request', (request, response) => relayRequest(request, response, target));
  return {
    url: `http://${own}`,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      agent.destroy();
      await closed;
    },
  };
};

const keepAlive = { keepAlive: true };

const listen = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
};
