import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { signed } from '../withGateway';
import { responseTo, withUpstream } from './withUpstream.fixture';

const MIB = 1024 * 1024;
const SIZE = 50 * MIB;
const CHUNK = Buffer.alloc(MIB, 'x');

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
