import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { endAtOnce } from './endAtOnce';

/** What a server sends for these requests, the last of which closes the connection; as Latin-1, without dates. */
async function sent(requests: string, answer: (response: ServerResponse, path: string) => void) {
  const server = createServer((request, response) => answer(response, request.url ?? ''));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.setEncoding('latin1').write(requests);
    return (await text(socket)).replace(/Date: .*\r\n/g, '');
  } finally {
    server.close();
  }
}

const get = (path: string, more = 'Connection: close\r\n') =>
  `GET ${path} HTTP/1.1\r\nHost: a\r\n${more}\r\n`;

const length = (body: string | Buffer) => ({ 'Content-Length': body.length });

describe('a response that ends at once', () => {
  for (const [what, body] of [
    ['text', 'hello'],
    ['bytes', Buffer.from([0, 200, 255, 13, 10])],
    ['nothing', ''],
    ['more than is copied', Buffer.alloc(100_000, 'x')],
  ] as const)
    it(`is what Node sends: ${what}`, async () => {
      const own = await sent(get('/'), (response) => endAtOnce(response.writeHead(200, length(body)), body));
      const nodes = await sent(get('/'), (response) => {
        response.writeHead(200, length(body)).end(body);
      });
      assert.equal(own, nodes);
      const text = typeof body === 'string' ? body : body.toString('latin1');
      assert.equal(own.slice(own.indexOf('\r\n\r\n') + 4), text);
    });

  it('waits its turn on a connection that asks before it is answered', async () => {
    const order: string[] = [];
    const bytes = await sent(get('/slow', '') + get('/fast'), (response, path) => {
      const answer = () => {
        order.push(path);
        endAtOnce(response.writeHead(200, length(path)), path);
      };
      if (path === '/slow') setTimeout(answer, 20);
      else answer();
    });
    assert.deepEqual(order, ['/fast', '/slow']);
    assert.deepEqual(bytes.match(/\/slow|\/fast/g), ['/slow', '/fast']);
  });

  it('has its chunks where it has no length', async () => {
    const bytes = await sent(get('/'), (response) => endAtOnce(response.writeHead(200), 'hello'));
    assert.match(bytes, /Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n$/);
  });
});
