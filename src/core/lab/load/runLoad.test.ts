import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '../../clock';
import type { Mark } from '../mark';
import { runLoad } from './runLoad';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const withServer = async (
  answer: Answer,
  use: (url: string, open: () => Promise<number>) => Promise<void>,
) => {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const open = () => new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/a`, open);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
};

/** Runs until so many marks have come. */
const load = (url: string, rate: number, count: number, host?: string): Promise<Mark[]> =>
  new Promise((resolve, reject) => {
    const marks: Mark[] = [];
    const onMark = (mark: Mark) => {
      marks.push(mark);
      if (marks.length < count) return;
      running.dispose();
      resolve(marks);
    };
    const endpoint = { url, ...(host === undefined ? {} : { host }) };
    const onFailure = (reason: string) => reject(new Error(reason));
    const running = runLoad({ endpoint, rate, clock: systemClock, onMark, onFailure });
  });

describe('runLoad', () => {
  it('asks with GET and the Host of a custom domain, and tells what was injected', () => {
    const asked: string[] = [];
    return withServer(
      ({ method, url, headers }, response) => {
        asked.push(`${method} ${url} ${headers.host}`);
        response.writeHead(503, { 'X-Chaos-Rule': '0' }).end('{}');
      },
      async (url) => {
        const marks = await load(url, 10, 10, 'demo.com');
        assert.deepEqual([...new Set(asked)], ['GET /a demo.com']);
        assert.ok(marks.every(({ status, injected }) => status === 503 && injected));
      },
    );
  });

  it('sends no more than the rate', () =>
    withServer(
      (_, response) => void response.end(),
      async (url) => {
        const started = performance.now();
        await load(url, 10, 21);
        assert.ok(performance.now() - started > 1500);
      },
    ));

  it('sends one request at a time at a rate below one', () =>
    withServer(
      (_, response) => void response.end(),
      async (url) => assert.equal((await load(url, 0.5, 1)).length, 1),
    ));

  it('closes its connections when it is let go', () =>
    withServer(
      (_, response) => void response.end(),
      async (url, open) => {
        await load(url, 5, 5);
        for (let turn = 0; turn < 10_000 && (await open()) > 0; turn++)
          await new Promise((resolve) => setImmediate(resolve));
        assert.equal(await open(), 0);
      },
    ));

  it('takes that nobody answers for one failure a second', async () => {
    let url = '';
    await withServer(
      (_, response) => void response.end(),
      async (was) => {
        url = was;
      },
    );
    const started = performance.now();
    const marks = await load(url, 200, 2);
    assert.deepEqual(
      marks.map(({ status }) => status),
      [0, 0],
    );
    assert.ok(performance.now() - started > 900);
  });
});
