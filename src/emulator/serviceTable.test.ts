import assert from 'node:assert/strict';
import type { OperationContext } from './service';
import { createServiceTable } from './serviceTable';

const seen: OperationContext[] = [];
const table = () =>
  createServiceTable(
    [
      {
        name: 'sts',
        operations: {
          Echo: (input, context) => {
            seen.push(context);
            return { body: { ...input } };
          },
          Raw: () => ({ body: Buffer.from('bytes') }),
        },
      },
    ],
    '000000000000',
  );

describe('the table of services', () => {
  it('runs an operation in the region that was asked', async () => {
    const { run } = table();
    const reply = await run(
      { service: 'sts', operation: 'Echo', region: 'us-west-2' },
      { a: 1 },
      { requestId: 'r' },
    );
    assert.deepEqual(reply, { body: { a: 1 } });
    assert.deepEqual(seen.pop(), { region: 'us-west-2', accountId: '000000000000', requestId: 'r' });
  });

  it('names the operation it lacks', async () => {
    const call = { service: 'sts', operation: 'toString', region: 'us-east-1' };
    await assert.rejects(table().run(call, {}, { requestId: 'r' }), {
      code: 'NotImplemented',
      status: 501,
      message: 'The embedded emulator does not implement toString of "sts".',
    });
  });

  it('names the service it lacks and those it has', async () => {
    const call = { service: 'sqs', operation: 'CreateQueue', region: 'us-east-1' };
    await assert.rejects(table().run(call, {}, { requestId: 'r' }), {
      status: 501,
      message: 'The embedded emulator has no service "sqs"; it has sts.',
    });
  });

  it('gives one service the answer of another as data', async () => {
    const { callService } = table();
    assert.deepEqual(await callService('sts', 'Echo', 'us-east-1', { a: [1] }), { a: [1] });
    assert.deepEqual(await callService('sts', 'Raw', 'us-east-1', {}), {});
  });

  it('calls a service running once it was used', async () => {
    const { run, states } = table();
    assert.deepEqual(states(), { sts: 'available' });
    await run({ service: 'sts', operation: 'Raw', region: 'us-east-1' }, {}, { requestId: 'r' });
    assert.deepEqual(states(), { sts: 'running' });
  });
});
