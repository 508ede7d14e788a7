import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { type Ended, withEngineProcess } from './engineInTest';

/** Runs it to its end. */
const run = (...args: string[]): Promise<Ended> => withEngineProcess(args, ({ ended }) => ended);

const inFront = (upstream: string): string[] => ['--port', '0', '--upstream', upstream];

/** A server that breaks every connection off, as that of a container does before what runs in it listens. */
async function withBreaking(work: (url: string, server: Server) => Promise<void>): Promise<void> {
  const server = createTcpServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, server);
  } finally {
    server.close();
  }
}

describe("the engine's process", function () {
  this.timeout(30_000);

  it('says where it is, then that it is ready, and serves', () =>
    withEngineProcess(['--port', '0'], async ({ ready }) => {
      const response = await fetch(`${await ready}/_localstack/health`);
      assert.deepEqual(
        [response.status, ((await response.json()) as { edition: string }).edition],
        [200, 'chaos-lab'],
      );
    }));

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`ends on ${signal}, with a reader of events connected`, () =>
      withEngineProcess(['--port', '0'], async ({ child, ready, ended }) => {
        const events = await fetch(`${await ready}/_chaos/events`);
        child.kill(signal);
        const { code, stderr } = await ended;
        assert.deepEqual([code, stderr], [0, '']);
        await events.text();
      }));
  }

  it('ends when its standard input closes, if it has a parent', () =>
    withEngineProcess(['--port', '0', '--parent', String(process.pid)], async ({ child, ready, ended }) => {
      await ready;
      child.stdin?.end();
      assert.equal((await ended).code, 0);
    }));

  it('stays when its standard input closes, if it has none', () =>
    withEngineProcess(['--port', '0'], async ({ child, ready, ended }) => {
      const url = await ready;
      child.stdin?.end();
      await once(child.stdin ?? child, 'close');
      assert.equal((await fetch(`${url}/_localstack/health`)).status, 200);
      child.kill('SIGTERM');
      assert.equal((await ended).code, 0);
    }));

  it('ends when its parent is killed', async () => {
    const parent = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    try {
      await withEngineProcess(['--port', '0', '--parent', String(parent.pid)], async ({ ready, ended }) => {
        await ready;
        parent.kill('SIGKILL');
        assert.equal((await ended).code, 0);
      });
    } finally {
      parent.kill('SIGKILL');
    }
  });

  it('says what to do when its port is in use, and exits with 1', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      const { code, stdout, stderr } = await run('--port', String(port));
      assert.deepEqual([code, stdout], [1, '']);
      assert.equal(
        stderr,
        `Port ${port} is in use. Stop what listens there, or give the engine another port with --port (0 takes any free one).\n`,
      );
    } finally {
      server.close();
    }
  });

  const wrongUsage: Record<string, RegExp> = {
    '--port 65536': /Give a whole number from 0 to 65535/,
    '--port 80x': /Give a whole number/,
    '--seed -1': /Give a whole number from 0 to 4294967295/,
    '--region us/east': /Give the name of an AWS region/,
    '--upstream ftp://x': /"ftp:\/\/x" is not an endpoint/,
    '--upstream http://localhost:4566': /would pass requests on to itself/,
    '--upstream http://127.0.0.1:4000 --data x': /^--data is where the embedded emulator keeps its state/,
    '--upstream https://sts.amazonaws.com': /is real AWS\. .*--allow-aws/,
    '--upstream http://127.0.0.1:4000 --regions us-east-1,': /Give the name of an AWS region/,
    '--wait-for-upstream 5': /Give that too, or leave it out/,
    '--wait-for-upstream soon': /Give a whole number from 0 to 86400/,
    '--regions us-east-1': /Give that too, or leave it out/,
    '--nonsense': /unknown option '--nonsense'/,
  };
  for (const [args, message] of Object.entries(wrongUsage)) {
    it(`exits with 2 for ${args}`, async () => {
      const { code, stderr } = await run(...args.split(' '));
      assert.equal(code, 2);
      assert.match(stderr, message);
    });
  }

  it('says what to do when its data folder is none, and exits with 1', async () => {
    const { code, stderr } = await run('--port', '0', '--data', __filename);
    assert.equal(code, 1);
    assert.match(
      stderr,
      /^The folder .*main\.test\.ts cannot hold the engine's state \(\w+\)\. Give --data .*\n$/,
    );
  });

  it('exits with 3 when nothing answers where it is to pass requests on to, and says what to do', async () => {
    const { code, stdout, stderr } = await run(...inFront('http://127.0.0.1:1'), '--wait-for-upstream', '0');
    assert.deepEqual([code, stdout], [3, '']);
    assert.match(stderr, /^Nothing answered at http:\/\/127\.0\.0\.1:1 .*Start the emulator there, .*\.\n$/);
  });

  it('waits for an upstream that starts beside it', () =>
    withBreaking(async (url, upstream) => {
      await withEngineProcess(inFront(url), async ({ ready }) => {
        for (let n = 0; n < 2; n += 1) await once(upstream, 'connection');
        upstream.removeAllListeners('connection').on('connection', (socket) => {
          socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n');
        });
        assert.equal((await fetch(`${await ready}/some/page`)).status, 404);
      });
    }));

  it('ends at once when it is told to while it waits', () =>
    withBreaking((url, upstream) =>
      withEngineProcess([...inFront(url), '--wait-for-upstream', '600'], async ({ child, ended }) => {
        await once(upstream, 'connection');
        child.kill('SIGTERM');
        const { code, stdout, stderr } = await ended;
        assert.deepEqual([code, stdout, stderr], [0, '', '']);
      }),
    ));

  it('exits with 0 for --help', async () => {
    const { code, stdout } = await run('--help');
    assert.equal(code, 0);
    assert.match(stdout, /--allow-host <name>/);
  });
});
