import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { signed } from '../withGateway';
import { withUpstream } from './withUpstream.fixture';

const MIB = 1024 * 1024;
const SIZE = 50 * MIB;
const CHUNK = Buffer.alloc(MIB, 'x');

/** Counts what comes until its end. */
async function sizeOf(message: IncomingMessage): Promise<number> {
  let size = 0;
  for await (const chunk of message) size += chunk.length;
  return size;
}

const responseTo = async (sent: ClientRequest): Promise<IncomingMessage> => {
  const [response] = await once(sent, 'response');
  return response as IncomingMessage;
};

/** Writes without a pause until the other side takes no more for a while; gives the bytes that it took. */
async function fill(output: ClientRequest | ServerResponse): Promise<number> {
  let written = 0;
  for (let waited = 0; waited < 20 && written < SIZE; ) {
    const drained = output.write(CHUNK) || (await settles(once(output, 'drain'), 50));
    written += MIB;
    waited = drained ? 0 : 20;
  }
  return written;
}

const settles = (work: Promise<unknown>, ms: number): Promise<boolean> =>
  Promise.race([work.then(() => true), new Promise<boolean>((resolve) => setTimeout(resolve, ms, false))]);

describe('a body on its way', function () {
  this.timeout(20_000);

  it('reaches the emulator before its last bytes are sent', () => {
    let firstBytes: () => void = () => {};
    const arrived = new Promise<void>((resolve) => {
      firstBytes = resolve;
    });
    return withUpstream(
      async (message, response) => {
        message.once('data', firstBytes);
        response.end(String(await sizeOf(message)));
      },
      async ({ open }) => {
        const sent = open({
          method: 'PUT',
          path: '/b/k',
          headers: { 'content-length': SIZE, ...signed('s3') },
        });
        sent.write(CHUNK);
        await arrived;
        for (let n = 1; n < SIZE / MIB; n += 1) if (!sent.write(CHUNK)) await once(sent, 'drain');
        sent.end();
        assert.equal(await text(await responseTo(sent)), String(SIZE));
      },
    );
  });

  it('reaches the client before its last bytes are sent', () => {
    let go: () => void = () => {};
    const read = new Promise<void>((resolve) => {
      go = resolve;
    });
    return withUpstream(
      async (message, response) => {
        message.resume();
        response.write(CHUNK);
        await read;
        for (let n = 1; n < SIZE / MIB; n += 1) if (!response.write(CHUNK)) await once(response, 'drain');
        response.end();
      },
      async ({ open }) => {
        const response = await responseTo(open({ path: '/b/k' }).end());
        response.once('readable', go);
        assert.equal(await sizeOf(response), SIZE);
      },
    );
  });

  it('waits for an emulator that does not read, and is not collected meanwhile', () => {
    let begin: (message: IncomingMessage) => void = () => {};
    const begun = new Promise<IncomingMessage>((resolve) => {
      begin = resolve;
    });
    return withUpstream(
      (message, response) => {
        begin(message);
        message.once('end', () => response.end());
      },
      async ({ open }) => {
        const sent = open({ method: 'PUT', path: '/b/k', headers: signed('s3') });
        sent.flushHeaders();
        const message = await begun;
        const taken = await fill(sent);
        assert.ok(taken < SIZE / 2, `${taken / MIB} MiB were taken of a body that nobody reads`);
        message.resume();
        sent.end();
        assert.equal((await responseTo(sent)).statusCode, 200);
      },
    );
  });

  it('waits for a client that does not read', () => {
    let given = 0;
    return withUpstream(
      async (message, response) => {
        message.resume();
        given = await fill(response);
        response.end();
      },
      async ({ open }) => {
        const response = await responseTo(open({ path: '/b/k' }).end());
        while (given === 0) await new Promise((resolve) => setTimeout(resolve, 20));
        assert.ok(given < SIZE / 2, `${given / MIB} MiB were taken for a client that does not read`);
        assert.equal(await sizeOf(response), given);
      },
    );
  });

  it('shows the head of an answer before there is a body', () => {
    let end: () => void = () => {};
    return withUpstream(
      (message, response) => {
        message.resume();
        response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' }).flushHeaders();
        end = () => response.end('last');
      },
      async ({ open }) => {
        const response = await responseTo(open({ path: '/x' }).end());
        end();
        assert.equal(await text(response), 'last');
      },
    );
  });
});

describe('an exchange that breaks off', () => {
  it('is broken off at the emulator when the client leaves while it sends', () => {
    let broken: Promise<unknown> = Promise.reject(new Error('not reached'));
    broken.catch(() => {});
    let begin: () => void = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    return withUpstream(
      (message) => {
        broken = assert.rejects(sizeOf(message), { code: 'ECONNRESET' });
        message.once('data', begin);
      },
      async ({ open }) => {
        const sent = open({
          method: 'PUT',
          path: '/b/k',
          headers: { 'content-length': SIZE, ...signed('s3') },
        });
        sent.on('error', () => {});
        sent.write(CHUNK);
        await begun;
        sent.destroy();
        await broken;
      },
    );
  });

  it('is broken off at the emulator when the client leaves while it waits', () => {
    let closed: Promise<unknown> = new Promise(() => {});
    let begin: () => void = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    return withUpstream(
      (message, response) => {
        message.resume();
        closed = once(response, 'close');
        begin();
      },
      async ({ open }) => {
        const sent = open({ path: '/slow' }).end();
        sent.on('error', () => {});
        await begun;
        sent.destroy();
        await closed;
      },
    );
  });

  for (const framed of ['a length', 'chunks'] as const) {
    it(`cuts the client off when the emulator cuts an answer with ${framed} off`, () =>
      withUpstream(
        (message, response) => {
          message.resume();
          if (framed === 'a length') response.setHeader('content-length', 10);
          response.write('five!', () => message.socket.destroy());
        },
        async ({ open }) => {
          const response = await responseTo(open({ path: '/x' }).end());
          await assert.rejects(text(response), { code: 'ECONNRESET' });
        },
      ));
  }

  it('is a 502 when the emulator breaks off before it answers', () =>
    withUpstream(
      (message) => message.socket.destroy(),
      async ({ ask }) => {
        const { response, body } = await ask('/x', { method: 'POST' });
        assert.equal(response.statusCode, 502);
        assert.match(JSON.parse(body.toString()).message, /broke the connection off without an answer/);
      },
    ));

  it('leaves the client the answer that the emulator gave without waiting for the upload', () =>
    withUpstream(
      (message, response) => {
        response.end('no');
        response.once('close', () => message.resume());
      },
      async ({ open }) => {
        const sent = open({
          method: 'PUT',
          path: '/b/k',
          headers: { 'content-length': 8 * MIB, ...signed('s3') },
        });
        for (let n = 0; n < 8; n += 1) sent.write(CHUNK);
        sent.end();
        const response = await responseTo(sent);
        assert.equal(await text(response), 'no');
      },
    ));

  it('does not keep the engine from closing', async () => {
    let asked: Promise<unknown> = Promise.resolve();
    let begin: () => void = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    await withUpstream(
      (message) => {
        message.resume();
        begin();
      },
      async ({ open }) => {
        const sent = open({ path: '/never' });
        asked = responseTo(sent.end()).then(({ statusCode }) => statusCode);
        await begun;
      },
    );
    assert.equal(await asked, 503);
  });
});

describe('a client that asks before it sends (Expect: 100-continue)', () => {
  const expecting = { 'content-length': 5, expect: '100-continue', ...signed('s3') };

  it('is told to go on when the emulator says so', () =>
    withUpstream(
      async (message, response) => response.end(await text(message)),
      async ({ open }) => {
        const sent = open({ method: 'PUT', path: '/b/k', headers: expecting });
        sent.flushHeaders();
        await once(sent, 'continue');
        sent.end('hello');
        assert.equal(await text(await responseTo(sent)), 'hello');
      },
    ));

  it('gets the answer of an emulator that does not want the body', () =>
    withUpstream(
      () => {},
      async ({ open, upstream }) => {
        upstream.on('checkContinue', (_message, response: ServerResponse) =>
          response.writeHead(403).end('no'),
        );
        const sent = open({ method: 'PUT', path: '/b/k', headers: expecting });
        sent.once('continue', () => assert.fail('was told to go on'));
        sent.flushHeaders();
        const response = await responseTo(sent);
        assert.deepEqual([response.statusCode, await text(response)], [403, 'no']);
      },
    ));

  it('goes on after a while when the emulator does not know the question', () =>
    withUpstream(
      () => {},
      async ({ open, upstream }) => {
        upstream.on('checkContinue', async (message: IncomingMessage, response: ServerResponse) => {
          response.end(await text(message)); // without "100 Continue"
        });
        const sent = open({ method: 'PUT', path: '/b/k', headers: expecting });
        sent.flushHeaders();
        await once(sent, 'continue');
        sent.end('hello');
        assert.equal(await text(await responseTo(sent)), 'hello');
      },
    ));

  it('gets an injected fault at once', () =>
    withUpstream(
      () => assert.fail('reached the emulator'),
      async ({ open, ask }) => {
        await ask('/_localstack/chaos/faults', { method: 'POST' }, '[{"service":"s3"}]');
        const sent = open({ method: 'PUT', path: '/b/k', headers: { ...expecting, 'content-length': SIZE } });
        sent.once('continue', () => assert.fail('was told to go on'));
        sent.flushHeaders();
        const response = await responseTo(sent);
        assert.deepEqual([response.statusCode, response.headers.connection], [503, 'close']);
        response.resume();
      },
    ));
});

describe('an injected fault', () => {
  it('does not wait for a large upload', () =>
    withUpstream(
      () => assert.fail('reached the emulator'),
      async ({ open, ask }) => {
        await ask('/_localstack/chaos/faults', { method: 'POST' }, '[{"service":"s3"}]');
        const sent = open({
          method: 'PUT',
          path: '/b/k',
          headers: { 'content-length': SIZE, ...signed('s3') },
        });
        sent.write(CHUNK);
        const response = await responseTo(sent);
        assert.equal(response.statusCode, 503);
        assert.match(await text(response), /<Code>ServiceUnavailable<\/Code>/);
      },
    ));

  it('is there for a client that sends everything before it reads, and the connection serves on', () =>
    withUpstream(
      () => assert.fail('reached the emulator'),
      async ({ engine, ask }) => {
        await ask('/_localstack/chaos/faults', { method: 'POST' }, '[{"service":"s3"}]');
        const socket = connect(engine.port, '127.0.0.1').setEncoding('latin1').pause();
        const { authorization } = signed('s3');
        socket.write(
          `PUT /b/k HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${authorization}\r\nContent-Length: ${SIZE}\r\n\r\n`,
        );
        for (let n = 0; n < SIZE / MIB; n += 1) if (!socket.write(CHUNK)) await once(socket, 'drain');
        socket.write('GET /_chaos/rules HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
        const answers = await text(socket);
        assert.match(
          answers,
          /^HTTP\/1\.1 503 .*<Code>ServiceUnavailable<\/Code>.*HTTP\/1\.1 200 .*"hits":1/s,
        );
      },
    ));

  it('cuts off a client that goes on sending for ever', () =>
    withUpstream(
      () => assert.fail('reached the emulator'),
      async ({ open, ask }) => {
        await ask('/_localstack/chaos/faults', { method: 'POST' }, '[{"service":"s3"}]');
        const sent = open({ method: 'PUT', path: '/b/k', headers: signed('s3') });
        let failed = false;
        sent.on('error', () => {
          failed = true;
        });
        sent.write(CHUNK);
        const response = await responseTo(sent);
        response.on('error', () => {});
        assert.match(await text(response), /ServiceUnavailable/);
        let written = 0;
        while (!failed && !sent.destroyed && written < 500 * MIB) {
          if (!sent.write(CHUNK))
            await Promise.race([once(sent, 'drain'), once(sent, 'close')]).catch(() => {});
          written += MIB;
        }
        assert.ok(written < 200 * MIB, `${written / MIB} MiB were taken`);
      },
    ));
});
