// @ts-check
import { Agent, createServer, request } from 'node:http';

/** Which server this process is: the limit for Node, or the least that passes a request on. Says its port on stdout. */
const [kind, upstream = ''] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true });

const server = createServer((received, answer) => {
  if (kind === 'plain')
    return void answer.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
  const options = { agent, method: received.method, path: received.url, headers: received.headers };
  const passed = request(upstream, options, (reply) => {
    answer.writeHead(reply.statusCode ?? 502, reply.rawHeaders);
    reply.pipe(answer);
  });
  passed.on('error', () => answer.destroy());
  received.pipe(passed);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') process.stdout.write(`${address.port}\n`);
});
