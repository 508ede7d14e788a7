import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { followEvents } from '../../../test/support/fakeLocalStack/followEvents';
import type { ChaosEvent } from '../events/chaosEvent';
import { okToEach, type RawAnswer, rawExchange, withRawUpstream } from './rawUpstream.fixture';

const lines = (...each: string[]): string => `${each.join('\r\n')}\r\n`;

const handshake = (path: string, ...more: string[]): string =>
  lines(
    `GET ${path} HTTP/1.1`,
    'Host: localhost',
    'Upgrade: WebSocket',
    'Connection: keep-alive, Upgrade',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ...more,
    '',
  );

const switching = lines(
  'HTTP/1.1 101 Switching Protocols',
  'Upgrade: websocket',
  'Connection: Upgrade',
  'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
  '',
);

const none = (sent: string): string | undefined =>
  sent.includes('\r\n\r\n') ? lines('HTTP/1.1 404 None', 'Content-Length: 0', '') : undefined;

/** Takes the handshake, then gives back what it gets in capitals; `bye` ends the connection. */
const shouting: RawAnswer = (sent, socket) => {
  if (sent.startsWith('GET ') && !/upgrade/i.test(sent)) return none(sent);
  if (sent.startsWith('GET ')) return sent.includes('\r\n\r\n') ? `${switching}HI` : undefined;
  if (sent.includes('bye')) socket.end('BYE');
  return sent.includes('bye') ? undefined : sent.toUpperCase();
};

/** A client of a WebSocket as far as its bytes go. */
class Client {
  private constructor(readonly socket: Socket) {
    socket.setEncoding('latin1').on('error', () => {});
    socket.on('data', (text) => {
      this.received += text;
    });
  }

  received = '';

  static async open(port: number, bytes: string): Promise<Client> {
    const client = new Client(connect(port, '127.0.0.1'));
    client.socket.write(bytes);
    return client;
  }

  async until(text: string): Promise<void> {
    while (!this.received.includes(text)) await once(this.socket, 'data');
  }
}

const setFaults = (url: string, rules: readonly object[]): Promise<Response> =>
  fetch(`${url}/_localstack/chaos/faults`, { method: 'POST', body: JSON.stringify(rules) });

const socketPath = '/_aws/execute-api/a1b2/local/socket';

describe('a WebSocket', () => {
  it('opens at the emulator, and carries bytes both ways', () =>
    withRawUpstream(shouting, async ({ engine, received }) => {
      const client = await Client.open(engine.port, handshake('/socket', 'Sec-WebSocket-Version: 13'));
      await client.until('HI');
      assert.equal(
        client.received,
        `${lines('HTTP/1.1 101 Switching Protocols', 'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=', 'Connection: Upgrade', 'Upgrade: websocket', '')}HI`,
      );
      assert.equal(
        received().replace(/[0-9a-f-]{36}/, 'ID'),
        lines(
          'GET /socket HTTP/1.1',
          'Host: localhost',
          'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
          'Sec-WebSocket-Version: 13',
          'Connection: Upgrade',
          'Upgrade: websocket',
          'x-chaos-gateway: ID',
          '',
        ),
      );
      client.socket.write('one');
      await client.until('ONE');
      client.socket.write('two');
      await client.until('TWO');
      client.socket.destroy();
    }));

  it('opens without the trailers that it announces, which it has no place for', () =>
    withRawUpstream(shouting, async ({ engine, received }) => {
      const client = await Client.open(engine.port, handshake('/socket', 'Trailer: X-T', 'TE: trailers'));
      await client.until('HI');
      assert.doesNotMatch(received(), /trailer/i);
      client.socket.destroy();
    }));

  it('carries what the client sent right behind its handshake', () =>
    withRawUpstream(
      (sent) =>
        sent.endsWith('early')
          ? `${switching}${sent.slice(-5)}`
          : sent.includes('\r\n\r\n')
            ? switching
            : undefined,
      async ({ engine, received }) => {
        const client = await Client.open(engine.port, `${handshake('/socket')}early`);
        await client.until('101');
        while (!received().endsWith('early')) await new Promise((resolve) => setImmediate(resolve));
        client.socket.destroy();
      },
    ));

  it('ends on both sides when one side ends', async () => {
    let upstreamEnd: Promise<unknown> = Promise.resolve();
    await withRawUpstream(
      (sent, socket) => {
        upstreamEnd = once(socket, 'close');
        return shouting(sent, socket);
      },
      async ({ engine }) => {
        const client = await Client.open(engine.port, handshake('/socket'));
        await client.until('HI');
        client.socket.destroy();
        await upstreamEnd;
        const other = await Client.open(engine.port, handshake('/socket'));
        await other.until('HI');
        other.socket.write('bye');
        await once(other.socket, 'close');
        assert.match(other.received, /HIBYE$/);
      },
    );
  });

  it('gets the answer of an emulator that does not open it', () =>
    withRawUpstream(
      (sent) =>
        sent.includes('\r\n\r\n') ? `${lines('HTTP/1.1 426 No', 'Content-Length: 2', '')}no` : undefined,
      async ({ engine }) => {
        const answer = await rawExchange(engine.port, handshake('/socket'));
        assert.match(answer, /^HTTP\/1\.1 426 No\r\n.*Connection: close\r\n\r\nno$/s);
      },
    ));

  it('meets the faults as other calls of endpoints do, and shows in the events', () =>
    withRawUpstream(shouting, async ({ engine }) => {
      const events: ChaosEvent[] = [];
      const unfollow = await followEvents(engine.port, (event) => events.push(event));
      await setFaults(engine.url, [{ service: 'apigateway' }]);
      const refused = await rawExchange(engine.port, handshake(socketPath));
      assert.match(refused, /^HTTP\/1\.1 503 .*x-chaos-rule: 0\r\n.*Connection: close.*"message":/s);
      await setFaults(engine.url, []);
      const client = await Client.open(engine.port, handshake(socketPath));
      await client.until('HI');
      client.socket.destroy();
      while (events.length < 2) await new Promise((resolve) => setImmediate(resolve));
      unfollow();
      assert.deepEqual(
        events.map(({ service, status, rule }) => [service, status, rule]),
        [
          ['apigateway', 503, 0],
          ['apigateway', 101, undefined],
        ],
      );
    }));

  it('is a 502 when the emulator is down', () =>
    withRawUpstream(
      (_, socket) => {
        socket.destroy();
        return undefined;
      },
      async ({ engine }) =>
        assert.match(await rawExchange(engine.port, handshake('/socket')), /^HTTP\/1\.1 502 /),
    ));

  it('does not keep the engine from closing', async () => {
    let client: Client | undefined;
    await withRawUpstream(shouting, async ({ engine }) => {
      client = await Client.open(engine.port, handshake('/socket'));
      await client.until('HI');
    });
    if (client && !client.socket.closed) await once(client.socket, 'close');
  });
});

describe('a wish for another protocol', () => {
  const wishes: Readonly<Record<string, string>> = {
    'HTTP/2, as the HTTP client of Java does': lines(
      'GET /one HTTP/1.1',
      'Host: localhost',
      'Connection: Upgrade, HTTP2-Settings',
      'Upgrade: h2c',
      'HTTP2-Settings: AAEAAEAA',
      '',
    ),
    'a WebSocket with a body, which there is not': `${lines('GET /one HTTP/1.1', 'Host: localhost', 'Connection: upgrade', 'Upgrade: websocket', 'Content-Length: 5', '')}hello`,
    'HTTP/2 for a body': `${lines('POST /one HTTP/1.1', 'Host: localhost', 'Connection: Upgrade', 'Upgrade: h2c', 'Content-Length: 5', '')}hello`,
  };
  const isWhole = (sent: string) =>
    sent.includes('\r\n\r\n') && (!sent.includes('Content-Length: 5') || sent.endsWith('hello'));
  const pathOf = (sent: string) => /^\w+ \/(\w+) /.exec(sent)?.[1] ?? '';
  const naming: RawAnswer = (sent) =>
    isWhole(sent)
      ? `${lines('HTTP/1.1 200 OK', `Content-Length: ${pathOf(sent).length}`, '')}${pathOf(sent)}`
      : undefined;

  for (const [what, request] of Object.entries(wishes)) {
    it(`is not heard, and the request passes with those around it: ${what}`, () =>
      withRawUpstream(naming, async ({ engine, received }) => {
        const before = lines('GET /zero HTTP/1.1', 'Host: localhost', '');
        const after = lines('GET /two HTTP/1.1', 'Host: localhost', 'Connection: close', '');
        const answers = await rawExchange(engine.port, before + request + after);
        assert.deepEqual(answers.match(/(zero|one|two)$|(zero|one|two)(?=HTTP)/gm), ['zero', 'one', 'two']);
        assert.doesNotMatch(received(), /upgrade/i);
      }));
  }

  it('leaves nothing behind on a connection that utters it with each request', () =>
    withRawUpstream(okToEach, async ({ engine }) => {
      const warnings: Error[] = [];
      const note = (warning: Error) => warnings.push(warning);
      process.on('warning', note);
      const client = await Client.open(engine.port, '');
      for (let n = 1; n <= 30; n += 1) {
        client.socket.write(
          lines(`GET /${n} HTTP/1.1`, 'Host: localhost', 'Connection: Upgrade', 'Upgrade: h2c', ''),
        );
        while (client.received.split('ok').length <= n) await once(client.socket, 'data');
      }
      client.socket.destroy();
      process.off('warning', note);
      assert.deepEqual(warnings, []); // of too many listeners
    }));

  it('is not heard by the engine itself either', () =>
    withRawUpstream(okToEach, async ({ engine }) => {
      const answer = await rawExchange(
        engine.port,
        lines(
          'GET /_localstack/health HTTP/1.1',
          'Host: localhost',
          'Connection: Upgrade, close',
          'Upgrade: h2c',
          '',
        ),
      );
      assert.match(answer, /^HTTP\/1\.1 200 /);
    }));
});
