import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { type EngineInTest, withEngine } from '../../cli/engine/withEngine';
import { malformedRequest, malformedResponse, soundRequest } from './malformed.arbitrary';

/** A client that gets no answer leaves after this long. */
const PATIENCE_MS = 40;
/** An exchange that the gateway has not let go of by then hangs. */
const HANG_MS = 5000;
const AT_ONCE = 16;

/** A server that answers each connection with the bytes that the test has for it, then ends it. */
class ScriptedUpstream {
  readonly server: Server = createServer((socket) => this.answer(socket)).listen(0, '127.0.0.1');
  readonly sockets = new Set<Socket>();
  script = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

  private answer(socket: Socket): void {
    this.sockets.add(socket.on('error', () => {}));
    socket.once('close', () => this.sockets.delete(socket));
    socket.once('data', () => socket.end(this.script, 'latin1'));
  }

  async url(): Promise<string> {
    if (!this.server.listening) await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }
}

async function withScript(work: (engine: EngineInTest, upstream: ScriptedUpstream) => Promise<void>) {
  const upstream = new ScriptedUpstream();
  try {
    await withEngine({ upstream: await upstream.url(), regions: [] }, (engine) => work(engine, upstream));
  } finally {
    upstream.server.close();
    for (const socket of upstream.sockets) socket.destroy();
  }
}

/**
 * Sends bytes and gives what comes back until the gateway ends the connection; rejects when it does not. A client that
 * has `patience` leaves when that is over or an answer begins.
 */
async function exchange(port: number, bytes: string, patience?: number): Promise<string> {
  const socket = connect(port, '127.0.0.1').setEncoding('latin1');
  let answer = '';
  const closed = once(socket, 'close').then(() => true);
  const answered = new Promise<boolean>((resolve) => {
    socket.on('data', (text) => {
      answer += text;
      resolve(true);
    });
  });
  socket.on('error', () => {}); // a reset is an answer too
  socket.write(bytes, 'latin1');
  if (patience !== undefined) {
    await Promise.race([answered, closed, delay(patience)]);
    socket.end();
  }
  const hang = setTimeout(() => socket.destroy(new Error('hangs')), HANG_MS);
  socket.once('error', ({ message }) => {
    if (message === 'hangs') answer = `the connection hangs after ${answer}`;
  });
  await closed;
  clearTimeout(hang);
  assert.doesNotMatch(answer, /^the connection hangs/);
  return answer;
}

const serves = async ({ url, reports }: EngineInTest) => {
  assert.equal((await fetch(`${url}/_localstack/info`)).status, 200);
  assert.deepEqual(reports, []);
};

/** The gateway ends each of these exchanges: the emulator has ended it, and the client wants no other. */
const asked = ['GET', 'HEAD', 'POST'].flatMap((method) =>
  ['', 'TE: trailers\r\n'].map(
    (wants) => `${method} /x HTTP/1.1\r\nHost: localhost\r\n${wants}Connection: close\r\n\r\n`,
  ),
);

const statusLine = /^HTTP\/1\.1 \d{3} /;

describe('malformed traffic through the gateway', function () {
  this.timeout(20_000);

  it('from clients: is answered or ended, and nothing else', () =>
    withScript((engine) =>
      fc.assert(
        fc.asyncProperty(
          fc.array(malformedRequest, { minLength: AT_ONCE, maxLength: AT_ONCE }),
          async (requests) => {
            const answers = await Promise.all(
              requests.map((bytes) => exchange(engine.port, bytes, PATIENCE_MS)),
            );
            for (const answer of answers) if (answer !== '') assert.match(answer, statusLine);
            await serves(engine);
          },
        ),
        { numRuns: 25, endOnFailure: true },
      ),
    ));

  it('from the emulator: becomes an answer, or ends the exchange', () =>
    withScript((engine, upstream) =>
      fc.assert(
        fc.asyncProperty(malformedResponse, fc.constantFrom(...asked), async (script, request) => {
          upstream.script = script;
          const answers = await Promise.all([1, 2, 3].map(() => exchange(engine.port, request)));
          for (const answer of answers) if (answer !== '') assert.match(answer, statusLine);
          await serves(engine);
        }),
        { numRuns: 120, endOnFailure: true },
      ),
    ));

  it('of which each request is whole: all are answered', () =>
    withScript((engine) =>
      fc.assert(
        fc.asyncProperty(
          fc.array(soundRequest, { minLength: AT_ONCE, maxLength: AT_ONCE }),
          async (requests) => {
            const answers = await Promise.all(requests.map((bytes) => exchange(engine.port, bytes)));
            for (const answer of answers) assert.match(answer, statusLine);
            await serves(engine);
          },
        ),
        { numRuns: 25, endOnFailure: true },
      ),
    ));

  it('leaves nothing behind in memory', () =>
    withScript(async (engine, upstream) => {
      const requests = fc.sample(malformedRequest, { numRuns: 6 * AT_ONCE, seed: 1 });
      const responses = fc.sample(malformedResponse, { numRuns: 6, seed: 1 });
      const round = async () => {
        for (const [at, script] of responses.entries()) {
          upstream.script = script;
          const batch = requests.slice(at * AT_ONCE, (at + 1) * AT_ONCE);
          await Promise.all(batch.map((bytes) => exchange(engine.port, bytes, PATIENCE_MS)));
        }
        return usedHeap();
      };
      await round();
      const before = await round();
      const [, second = 0, third = 0] = [await round(), await round(), await round()];
      const left = (Math.min(second, third) - before) / (2 * requests.length);
      assert.ok(left < 1024, `each exchange left ${Math.round(left)} bytes behind`);
      await serves(engine);
    }));
});

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

async function usedHeap(): Promise<number> {
  await delay(20); // what closes at the end of a turn of the loop
  collect();
  return process.memoryUsage().heapUsed;
}
