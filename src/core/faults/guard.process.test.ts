import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { startFakeLocalStack } from '../../../test/support/fakeLocalStack/startFakeLocalStack';
import { systemClock } from '../clock';
import { ExternalEngine } from '../engines/externalEngine';
import { ChaosClient } from '../http/chaosClient';
import { FakeChaosApi } from '../http/fakeChaosApi';
import { silentLog } from '../log';
import { FaultsService } from './faultsService';
import { Guard } from './guard';

const guardPath = join(import.meta.dirname, 'sourceGuard.mjs');
const foreign = { service: 'sts', description: 'a colleague' };
const ours = { service: 's3', description: 'chaos-lab:lab-1' };

const withLocalStack = async (work: (client: ChaosClient) => Promise<void>) => {
  const fake = await startFakeLocalStack({ persona: 'licensed' });
  try {
    await work(new ChaosClient(fake.endpoint));
  } finally {
    await fake.close();
  }
};

const guardOf = ({ endpoint }: { endpoint: string }, path = guardPath, log = silentLog) =>
  new Guard({ endpoint, owner: 'lab-1' }, { guardPath: path }, systemClock, log);

/** The fake API over HTTP. */
const serve = async (api: FakeChaosApi, port = 0) => {
  const server = createServer(async (request, response) => {
    const { method = 'GET', url } = request;
    const body = await text(request);
    const answer = await api.fetch(`http://engine${url}`, { method, ...(body && { body }) });
    response.writeHead(answer.status).end(await answer.text());
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: own } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { endpoint: `http://127.0.0.1:${own}`, close };
};

const isAlive = (pid: number | undefined) => {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch {
    return false;
  }
};

const eventually = async (condition: () => boolean | Promise<boolean>, withinMs = 10_000) => {
  const deadline = Date.now() + withinMs;
  while (!(await condition())) {
    assert.ok(Date.now() < deadline, 'did not come about in time');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

describe('Guard', function () {
  this.timeout(60_000);

  it('takes back what the lab has set when the lab is killed, and nothing of others', () =>
    withLocalStack(async (client) => {
      await client.addFaults([foreign]);
      const lab = spawnLab(client.endpoint);
      try {
        const { guard } = await firstLine(lab);
        assert.equal((await client.getFaults()).length, 2);
        assert.equal(await client.getLatency(), 70);
        lab.kill('SIGKILL');
        await eventually(async () => (await client.getFaults()).length === 1);
        await eventually(async () => (await client.getLatency()) === 0);
        assert.deepEqual(await client.getFaults(), [foreign]);
        await eventually(() => !isAlive(guard));
      } finally {
        lab.kill('SIGKILL');
      }
    }));

  it('stands by from the first fault to the last, and for those of a window before', () =>
    withLocalStack(async (client) => {
      const engine = new ExternalEngine({ endpoint: client.endpoint });
      await engine.start();
      const faults = new FaultsService({ engine, owner: 'lab-1', guard: { guardPath } });
      const pids: (number | undefined)[] = [];
      const stands = () => {
        pids.push(faults.guardPid);
        return isAlive(faults.guardPid);
      };
      await faults.refresh();
      assert.equal(stands(), false);
      const { rule } = await faults.add({ service: 's3' });
      await faults.setLatency(50);
      assert.equal(stands(), true);
      await faults.remove(rule);
      assert.equal(stands(), true);
      await faults.setLatency(0);
      assert.equal(stands(), false);
      await client.addFaults([ours]);
      await faults.refresh();
      assert.equal(stands(), true);
      await faults.haltAll();
      assert.equal(stands(), false);
      await faults.add({ service: 'sts' });
      assert.equal(stands(), true);
      await faults.close();
      engine.dispose();
      assert.deepEqual([await client.getFaults(), pids.some(isAlive)], [[], false]);
    }));

  it('ends at once when all is clear, and touches nothing', () =>
    withLocalStack(async (client) => {
      const guard = guardOf(client);
      await Promise.all([guard.hold(), guard.hold()]);
      const { pid } = guard;
      await client.addFaults([ours]);
      await guard.release();
      assert.deepEqual([isAlive(pid), await client.getFaults()], [false, [ours]]);
    }));

  it('takes back what is left when it is let go of without a word', () =>
    withLocalStack(async (client) => {
      const guard = guardOf(client);
      await guard.hold();
      const { pid } = guard;
      await client.addFaults([ours, foreign]);
      guard.dispose();
      await eventually(() => !isAlive(pid));
      assert.deepEqual(await client.getFaults(), [foreign]);
    }));

  it('waits for an engine that does not answer when the lab dies', async () => {
    const api = new FakeChaosApi();
    api.rules = [ours, foreign];
    const first = await serve(api);
    const said: string[] = [];
    const guard = guardOf(first, guardPath, { ...silentLog, debug: (line) => said.push(line) });
    await guard.hold();
    const { pid } = guard;
    await first.close();
    guard.dispose();
    await eventually(() => said.some((line) => line.includes('Nothing answers')));
    const again = await serve(api, Number(new URL(first.endpoint).port));
    await eventually(() => !isAlive(pid));
    await again.close();
    assert.deepEqual(api.rules, [foreign]);
  });

  it('is replaced when it ends though it is needed', () =>
    withLocalStack(async (client) => {
      const guard = guardOf(client);
      await guard.hold();
      const { pid } = guard;
      process.kill(pid ?? 0, 'SIGKILL');
      await eventually(() => guard.pid !== undefined && guard.pid !== pid);
      await guard.hold();
      await guard.release();
    }));

  it('refuses to go without: what it would have to take back must not be set', () =>
    withLocalStack(async (client) => {
      await assert.rejects(
        guardOf(client, join(import.meta.dirname, 'no-such-guard.mjs')).hold(),
        /^HumanError: Nothing was set, since what would take it back if this window died did not start: it ended with exit code 1/,
      );
    }));
});

const firstLine = async (lab: ChildProcess): Promise<{ guard: number }> => {
  const lines = createInterface({ input: lab.stdout as NodeJS.ReadableStream });
  const ended = once(lines, 'close').then(() => assert.fail('the process ended without a word'));
  const [line] = await Promise.race([once(lines, 'line'), ended]);
  return JSON.parse(line);
};

/** A process with a lab that sets a rule and a latency, says so, and goes on for ever. */
const spawnLab = (endpoint: string): ChildProcess => {
  const from = (file: string) => JSON.stringify(join(import.meta.dirname, file));
  const script = `
    require('tsx/cjs');
    const { ExternalEngine } = require(${from('../engines/externalEngine.ts')});
    const { FaultsService } = require(${from('faultsService.ts')});
    const main = async () => {
      const engine = new ExternalEngine({ endpoint: ${JSON.stringify(endpoint)} });
      await engine.start();
      const faults = new FaultsService({ engine, owner: 'lab-1', guard: { guardPath: ${from('sourceGuard.mjs')} } });
      await faults.add({ region: 'us-east-1' });
      await faults.setLatency(70);
      console.log(JSON.stringify({ guard: faults.guardPid }));
    };
    main().catch((error) => { console.error(error); process.exit(1); });
    setInterval(() => {}, 1000);
  `;
  return spawn(process.execPath, ['--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
};
