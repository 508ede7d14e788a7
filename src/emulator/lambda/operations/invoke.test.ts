import assert from 'node:assert/strict';
import { until } from '../runtime/until';
import { withLambda } from '../withLambda';

const WRITE = 'exports.handler = async (event) => { console.log("got", JSON.stringify(event)) }';

describe('Invoke', () => {
  it('runs an event that nobody waits for', () =>
    withLambda(async ({ deploy, call, log }) => {
      await deploy(WRITE);
      const { status } = await call('Invoke', {
        FunctionName: 'hello',
        InvocationType: 'Event',
        Payload: '{"a":1}',
      });
      assert.equal(status, 202);
      await until('the handler has run', () => log.some((line) => line.endsWith('\tgot {"a":1}\n')));
    }));

  it('runs nothing in a dry run, but finds a function that is missing', () =>
    withLambda(async ({ deploy, call, log }) => {
      await deploy(WRITE);
      assert.equal((await call('Invoke', { FunctionName: 'hello', InvocationType: 'DryRun' })).status, 204);
      await assert.rejects(call('Invoke', { FunctionName: 'other', InvocationType: 'DryRun' }), {
        code: 'ResourceNotFoundException',
      });
      await call('Invoke', { FunctionName: 'hello', Payload: '{"b":2}' });
      assert.equal(log.filter((line) => line.includes('\tgot ')).length, 1);
    }));

  it('takes no payload for an empty event', () =>
    withLambda(async ({ deploy, call, log }) => {
      await deploy(WRITE);
      await call('Invoke', { FunctionName: 'hello', Payload: Buffer.alloc(0) });
      assert.ok(log.some((line) => line.endsWith('\tgot {}\n')));
    }));

  it('refuses an event of more than 1 MiB that nobody waits for', () =>
    withLambda(async ({ deploy, call }) => {
      await deploy(WRITE);
      const Payload = JSON.stringify('x'.repeat(1_048_576));
      await assert.rejects(call('Invoke', { FunctionName: 'hello', InvocationType: 'Event', Payload }), {
        code: 'RequestTooLargeException',
        status: 413,
      });
    }));

  it('refuses an unknown kind of invocation and a client context that is no JSON', () =>
    withLambda(async ({ deploy, call }) => {
      await deploy(WRITE);
      await assert.rejects(call('Invoke', { FunctionName: 'hello', InvocationType: 'Later' }), {
        message: /RequestResponse, Event, DryRun/,
      });
      await assert.rejects(call('Invoke', { FunctionName: 'hello', ClientContext: 'no' }), {
        code: 'InvalidRequestContentException',
      });
    }));
});
