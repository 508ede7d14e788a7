import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRunning } from './isRunning';
import { until } from './until';

const SAY = 'console.log("handler runs as " + process.pid)';

const HANDLERS = {
  'between two calls': `exports.handler = async () => { ${SAY} }`,
  'in the middle of a call': `exports.handler = async () => { ${SAY}; await new Promise(() => setInterval(() => {}, 9)) }`,
  'stuck in a loop that never yields': `exports.handler = () => { ${SAY}; while (true); }`,
  'stuck in a loop while it loads': `${SAY}; while (true);`,
};

describe('an execution environment whose engine is killed with SIGKILL', () => {
  for (const [what, source] of Object.entries(HANDLERS)) {
    it(`ends, ${what}`, async () => {
      // A killed engine leaves unpacked code behind; here in a folder of its own.
      const temp = await mkdtemp(join(tmpdir(), 'chaos-lab-test-'));
      const engine = startEngine(source, temp);
      try {
        const pid = await pidOfHandler(engine);
        assert.ok(isRunning(pid));
        engine.kill('SIGKILL');
        await until('the environment has ended', () => !isRunning(pid), 5_000);
      } finally {
        engine.kill('SIGKILL');
        await rm(temp, { recursive: true });
      }
    });
  }
});

const startEngine = (source: string, temp: string): ChildProcess =>
  spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'engineDeath.fixture.ts'), source], {
    env: { ...process.env, TMPDIR: temp },
    stdio: ['ignore', 'pipe', 'inherit'],
  });

async function pidOfHandler(engine: ChildProcess): Promise<number> {
  for await (const chunk of engine.stdout ?? []) {
    const pid = /handler runs as (\d+)/.exec(String(chunk))?.[1];
    if (pid) return Number(pid);
  }
  throw new Error('The engine ended before its handler ran.');
}
