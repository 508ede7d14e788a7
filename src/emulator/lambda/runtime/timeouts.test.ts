import assert from 'node:assert/strict';
import { withLambda } from '../withLambda';

describe('the timeout of a function', () => {
  it('ends a handler that hangs, says so to the caller and in the log, and the next call starts afresh', () =>
    withLambda(async ({ deploy, invoke, log }) => {
      await deploy(
        `const started = Date.now(); exports.handler = async ({ hang }) => {
          if (hang) await new Promise(() => setInterval(() => {}, 1000)); return started }`,
        { Timeout: 1 },
      );
      const before = JSON.parse((await invoke()).payload);
      const hung = await invoke({ hang: true });
      const { errorType, errorMessage } = JSON.parse(hung.payload);
      assert.deepEqual([hung.functionError, errorType], ['Unhandled', 'Sandbox.Timedout']);
      assert.match(errorMessage, /^RequestId: [0-9a-f-]{36} Error: Task timed out after 1\.00 seconds$/);
      assert.ok(log.some((line) => /^\S+Z [0-9a-f-]{36} Task timed out after 1\.00 seconds\n\n$/.test(line)));
      assert.ok(JSON.parse((await invoke()).payload) > before);
    }));

  it('ends a handler that never yields', () =>
    withLambda(async ({ deploy, invoke, log }) => {
      await deploy('exports.handler = () => { console.log("before"); while (true); }', { Timeout: 1 });
      const { payload, logTail } = await invoke();
      assert.equal(JSON.parse(payload).errorType, 'Sandbox.Timedout');
      assert.match(logTail, /\tINFO\tbefore\n/);
      assert.match(log.at(-1) ?? '', /^REPORT .*\tStatus: timeout\t\n$/);
    }));

  it('does not count the time a handler takes to load', () =>
    withLambda(async ({ deploy, invoke }) => {
      await deploy(
        {
          'index.mjs': 'await new Promise((r) => setTimeout(r, 1200)); export const handler = async () => 1',
        },
        { Timeout: 1 },
      );
      assert.equal((await invoke()).payload, '1');
    }));

  it('is what getRemainingTimeInMillis counts down from', () =>
    withLambda(async ({ deploy, invoke }) => {
      await deploy('exports.handler = async (_, context) => context.getRemainingTimeInMillis()', {
        Timeout: 30,
      });
      const remaining = JSON.parse((await invoke()).payload);
      assert.ok(remaining > 25_000 && remaining <= 30_000, `${remaining} ms`);
    }));
});

describe('an invocation whose caller gives up', () => {
  it('rejects at once and goes on to its end', () =>
    withLambda(
      async ({ deploy, invoke }) => {
        await deploy(`let finished = 0; exports.handler = async ({ waitMs }) => {
          await new Promise((resolve) => setTimeout(resolve, waitMs)); return ++finished }`);
        await invoke({ waitMs: 0 });
        const controller = new AbortController();
        const abandoned = invoke({ waitMs: 100 }, controller.signal);
        controller.abort(new Error('enough'));
        await assert.rejects(abandoned, /enough/);
        // There is one environment, so this call comes after the abandoned one.
        assert.equal((await invoke({ waitMs: 0 })).payload, '3');
      },
      { maxEnvironments: 1 },
    ));

  it('does not begin when that was before the call', () =>
    withLambda(async ({ deploy, invoke, log }) => {
      await deploy('exports.handler = async () => 1');
      await assert.rejects(invoke({}, AbortSignal.abort(new Error('too late'))), /too late/);
      assert.deepEqual(log, []);
    }));
});
