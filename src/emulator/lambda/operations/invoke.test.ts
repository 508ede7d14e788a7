import assert from 'node:assert/strict';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { FunctionName, textOf, withFunction } from '../lambdaClient.fixture';
import { until } from '../runtime/until';
import { withLambda, zipOf } from '../withLambda';

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

describe('Lambda Invoke, asked by the AWS SDK', () => {
  it('answers with the payload, the version and on request the log', () =>
    withFunction(async (client) => {
      const answer = await client.send(
        new InvokeCommand({ FunctionName, Payload: '{"name":"Ada"}', LogType: 'Tail' }),
      );
      const { StatusCode, ExecutedVersion, FunctionError, Payload } = answer;
      assert.deepEqual(
        [StatusCode, ExecutedVersion, FunctionError, textOf(Payload)],
        [200, '$LATEST', undefined, '{"hello":"Ada"}'],
      );
      const log = Buffer.from(answer.LogResult ?? '', 'base64').toString();
      assert.match(log, /^START RequestId: \S+ Version: \$LATEST\nEND RequestId: \S+\nREPORT RequestId: /);
      assert.ok(log.includes(answer.$metadata.requestId ?? 'no request id'));
    }));

  it('marks the answer of a handler that fails', () =>
    withFunction(
      async (client) => {
        const { StatusCode, FunctionError, Payload } = await client.send(new InvokeCommand({ FunctionName }));
        const { errorType, errorMessage, trace } = JSON.parse(textOf(Payload));
        assert.deepEqual(
          [StatusCode, FunctionError, errorType, errorMessage],
          [200, 'Unhandled', 'Error', 'no'],
        );
        assert.ok(Array.isArray(trace));
      },
      { Code: { ZipFile: zipOf('exports.handler = async () => { throw new Error("no") }') } },
    ));

  it('takes an event without waiting, and does nothing in a dry run', () =>
    withFunction(async (client) => {
      const statuses = [];
      for (const InvocationType of ['Event', 'DryRun'] as const) {
        statuses.push((await client.send(new InvokeCommand({ FunctionName, InvocationType }))).StatusCode);
      }
      assert.deepEqual(statuses, [202, 204]);
    }));

  it('refuses what is no JSON, and what is over 6 MiB', () =>
    withFunction(async (client) => {
      await assert.rejects(client.send(new InvokeCommand({ FunctionName, Payload: '{' })), {
        name: 'InvalidRequestContentException',
        message: /^Could not parse request body into json: /,
      });
      const Payload = JSON.stringify('x'.repeat(6_291_456));
      await assert.rejects(client.send(new InvokeCommand({ FunctionName, Payload })), {
        name: 'RequestTooLargeException',
      });
    }));
});
