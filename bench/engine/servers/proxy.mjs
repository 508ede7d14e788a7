// @ts-check
// The least that passes a request on with what Node brings: an agent that keeps connections, streams both ways, and
// headers as they came.
import { Agent, createServer, request } from 'node:http';
import { listen } from './answer.mjs';

const { hostname: host, port } = new URL(process.argv[2] ?? '');
const agent = new Agent({ keepAlive: true });

listen(
  createServer((received, response) => {
    const { method, url: path, rawHeaders: headers } = received;
    const passed = request({ agent, host, port, method, path, headers }, (reply) => {
      response.writeHead(reply.statusCode ?? 502, reply.rawHeaders);
      reply.pipe(response);
    });
    passed.on('error', () => response.destroy());
    received.pipe(passed);
  }),
);
