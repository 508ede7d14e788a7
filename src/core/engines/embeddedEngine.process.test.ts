import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { EmbeddedEngine } from './embeddedEngine';

const enginePath = join(import.meta.dirname, 'sourceEngine.mjs');
const settings = () => ({ port: { preferred: 0, whenEmulator: 'avoid' as const } });

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const eventually = async (condition: () => boolean | Promise<boolean>, withinMs: number) => {
  const deadline = Date.now() + withinMs;
  while (!(await condition())) {
    assert.ok(Date.now() < deadline, 'did not come about in time');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

describe('EmbeddedEngine with the real engine', function () {
  this.timeout(60_000);

  it('is ready with everything our engine can do', async () => {
    const engine = new EmbeddedEngine({ enginePath, settings });
    await engine.start();
    const { current } = engine;
    assert.deepEqual(current.state === 'ready' && { ...current.capabilities, product: '' }, {
      faults: true,
      effects: true,
      leases: true,
      events: true,
      hitCounts: true,
      latencyPerRule: true,
      extensions: ['latency', 'reset', 'timeout', 'count', 'durationMs'],
      product: '',
    });
    await engine.stop();
    engine.dispose();
  });

  it('ends with the process that started it, even when that is killed', async () => {
    const host = spawnHost();
    const { endpoint, pid } = await firstLine(host);
    assert.equal((await fetch(`${endpoint}/_localstack/health`)).status, 200);
    host.kill('SIGKILL');
    await eventually(() => !isAlive(pid), 10_000);
    await assert.rejects(fetch(`${endpoint}/_localstack/health`));
  });
});

const firstLine = async (host: ChildProcess): Promise<{ endpoint: string; pid: number }> => {
  const lines = createInterface({ input: host.stdout as NodeJS.ReadableStream });
  const ended = once(lines, 'close').then(() => assert.fail('the process ended without a word'));
  const [line] = await Promise.race([once(lines, 'line'), ended]);
  return JSON.parse(line);
};

/** A process that starts an engine, says where it is, and goes on for ever. */
const spawnHost = (): ChildProcess => {
  const module = join(import.meta.dirname, 'engineProcess.ts');
  const script = `
    require('tsx/cjs');
    const { EngineProcess } = require(${JSON.stringify(module)});
    const engine = new EngineProcess({ enginePath: ${JSON.stringify(enginePath)}, args: ['--port', '0'] });
    engine.ready().then((endpoint) => console.log(JSON.stringify({ endpoint, pid: engine.pid })));
    setInterval(() => {}, 1000);
  `;
  return spawn(process.execPath, ['--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
};
