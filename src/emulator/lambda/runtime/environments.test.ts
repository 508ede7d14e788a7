import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { withLambda, zipOf } from '../withLambda';
import { isRunning } from './isRunning';
import { until } from './until';

const SLOW = `exports.handler = async ({ waitMs = 0 }) => {
  await new Promise((resolve) => setTimeout(resolve, waitMs)); return process.pid }`;

const isThrottled = {
  name: 'AwsError',
  code: 'TooManyRequestsException',
  message: 'Rate Exceeded.',
  status: 429,
};

describe('execution environments', () => {
  it('are used again', () =>
    withLambda(async ({ deploy, invoke, log }) => {
      await deploy(SLOW);
      const pids = [await invoke(), await invoke(), await invoke()].map(({ payload }) => payload);
      assert.equal(new Set(pids).size, 1);
      assert.equal(log.filter((line) => line.includes('Init Duration')).length, 1);
    }));

  it('run one invocation at a time: more start when several come at once', () =>
    withLambda(async ({ deploy, invoke }) => {
      await deploy(SLOW);
      const results = await Promise.all([200, 200, 200].map((waitMs) => invoke({ waitMs })));
      assert.equal(new Set(results.map(({ payload }) => payload)).size, 3);
    }));

  it('are no more than allowed: the rest waits in line', () =>
    withLambda(
      async ({ deploy, invoke }) => {
        await deploy(SLOW);
        const results = await Promise.all(Array.from({ length: 9 }, () => invoke({ waitMs: 20 })));
        assert.equal(new Set(results.map(({ payload }) => payload)).size, 2);
      },
      { maxEnvironments: 2 },
    ));

  it('make room for another function when all places are taken', () =>
    withLambda(
      async ({ deploy, invoke, call }) => {
        await deploy(SLOW);
        const first = Number((await invoke()).payload);
        await deploy(SLOW, { FunctionName: 'other' });
        const { body } = await call('Invoke', { FunctionName: 'other' });
        assert.notEqual(Number(String(body)), first);
        await until('the idle environment has ended', () => !isRunning(first));
      },
      { maxEnvironments: 1 },
    ));

  it('stay within the reserved concurrency of the function; beyond it calls are refused', () =>
    withLambda(async ({ deploy, invoke, call }) => {
      await deploy(SLOW);
      await call('PutFunctionConcurrency', { FunctionName: 'hello', ReservedConcurrentExecutions: 1 });
      const running = invoke({ waitMs: 100 });
      await assert.rejects(invoke(), isThrottled);
      await running;
      await invoke();
      await call('PutFunctionConcurrency', { FunctionName: 'hello', ReservedConcurrentExecutions: 0 });
      await assert.rejects(invoke(), isThrottled);
      await call('DeleteFunctionConcurrency', { FunctionName: 'hello' });
      await invoke();
    }));

  it('end when new code comes, which the next call runs', () =>
    withLambda(async ({ deploy, invoke, call }) => {
      await deploy(SLOW);
      const old = Number((await invoke()).payload);
      const busy = invoke({ waitMs: 200 });
      const ZipFile = zipOf('exports.handler = async () => "new"').toString('base64');
      await call('UpdateFunctionCode', { FunctionName: 'hello', ZipFile });
      assert.equal((await invoke()).payload, '"new"');
      assert.equal((await busy).payload, String(old));
      await until('the old environment has ended', () => !isRunning(old));
    }));

  it('end when the configuration changes', () =>
    withLambda(async ({ deploy, invoke, call }) => {
      await deploy('exports.handler = async () => process.env.STAGE ?? process.pid');
      const old = Number((await invoke()).payload);
      await call('UpdateFunctionConfiguration', {
        FunctionName: 'hello',
        Environment: { Variables: { STAGE: 'b' } },
      });
      assert.equal((await invoke()).payload, '"b"');
      await until('the old environment has ended', () => !isRunning(old));
    }));

  it('of a published version live on when $LATEST changes', () =>
    withLambda(async ({ deploy, call }) => {
      await deploy(SLOW, { Publish: true });
      const pidOfVersion = async () => String((await call('Invoke', { FunctionName: 'hello:1' })).body);
      const before = await pidOfVersion();
      await call('UpdateFunctionConfiguration', { FunctionName: 'hello', Timeout: 9 });
      assert.equal(await pidOfVersion(), before);
    }));

  it('end with their function', () =>
    withLambda(async ({ deploy, invoke, call }) => {
      await deploy(SLOW);
      const pid = Number((await invoke()).payload);
      await call('DeleteFunction', { FunctionName: 'hello' });
      await until('the environment has ended', () => !isRunning(pid));
    }));

  it('end when they have been idle for long', () =>
    withLambda(
      async ({ deploy, invoke }) => {
        await deploy(SLOW);
        const pid = Number((await invoke()).payload);
        await until('the environment has ended', () => !isRunning(pid));
        assert.notEqual((await invoke()).payload, String(pid));
      },
      { idleMs: 50 },
    ));

  it('are replaced when they die between two calls', () =>
    withLambda(async ({ deploy, invoke }) => {
      await deploy(SLOW);
      const pid = Number((await invoke()).payload);
      process.kill(pid, 'SIGKILL');
      await until('the process is gone', () => !isRunning(pid));
      assert.notEqual((await invoke()).payload, String(pid));
    }));

  it('end with the engine, and so does what handlers started and the unpacked code', async () => {
    let pids: number[] = [];
    let root = '';
    await withLambda(async ({ deploy, invoke }) => {
      await deploy(`const { spawn } = require('node:child_process'); exports.handler = async () => {
        const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
        return { pids: [process.pid, child.pid], root: process.env.LAMBDA_TASK_ROOT } }`);
      ({ pids, root } = JSON.parse((await invoke()).payload));
      assert.deepEqual([pids.map(isRunning), existsSync(root)], [[true, true], true]);
    });
    await until('both processes are gone', () => !pids.some(isRunning));
    assert.equal(existsSync(root), false);
  });
});
