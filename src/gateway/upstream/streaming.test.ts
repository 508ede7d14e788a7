import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { signed } from '../withGateway';
import { responseTo, withUpstream } from './withUpstream.fixture';

const MIB = 1024 * 1024;
const SIZE = 50 * MIB;
const CHUNK = Buffer.alloc(MIB, 'x');

/** Counts what comes until its end. */
async function sizeOf(message: IncomingMessage): Promise<number> {
  let size = 0;
  for await (const chunk of message) size += chunk.length;
  return size;
}

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

/** Something that happens once, and what says that it has. */
function moment(): [happened: Promise<void>, happen: () => void] {
  let happen: () => void = () => {};
  const happened = new Promise<void>((resolve) => {
    happen = resolve;
  });
  return [happened, happen];
}

const settles = (work: Promise<unknown>, ms: number): Promise<boolean> =>
  Promise.race([work.then(() => true), new Promise<boolean>((resolve) => setTimeout(resolve, ms, false))]);

describe('a body on its way', function () {
  this.timeout(20_000);

  it('reaches the emulator before its last bytes are sent', () => {
    const [arrived, firstBytes] = moment();
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
    const [read, go] = moment();
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
    const [begun, begin] = moment();
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
    const [begun, begin] = moment();
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
    const [begun, begin] = moment();
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
