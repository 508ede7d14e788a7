// @ts-check
// The least that Node can do for a request, and what stands behind the proxies.
import { createServer } from 'node:http';
import { answer, listen } from './answer.mjs';

const headers = { 'content-type': answer.type, 'content-length': Buffer.byteLength(answer.body) };

const server = createServer((request, response) => {
  request.resume();
  response.writeHead(200, headers).end(answer.body);
});
server.keepAliveTimeout = 600_000;
listen(server);
