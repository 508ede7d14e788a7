import assert from 'node:assert/strict';
import { createStore } from '../../storage/createStore';
import { newStack } from '../operations/newStack';
import { StackTable } from '../stackTable';
import { resourceContext } from './resourceContext';

const place = { region: 'us-east-1', accountId: '000000000000', requestId: 'r' };

async function uniqueName(StackName: string, logicalId: string, maxLength: number): Promise<string> {
  const table = new StackTable(await createStore({ report: () => {} }));
  const stack = newStack({ StackName }, place);
  const context = resourceContext(
    { table, stack, accountId: '', call: async () => ({}) },
    logicalId,
    () => {},
  );
  return context.uniqueName(maxLength);
}

describe('the name of a resource that its template does not name', () => {
  it('tells stack and resource', async () => {
    assert.match(await uniqueName('app', 'Bucket', 63), /^app-Bucket-[A-Z0-9]{12}$/);
  });

  it('tells both also when they are long', async () => {
    const name = await uniqueName('s'.repeat(100), 'L'.repeat(100), 63);
    assert.match(name, /^s{25}-L{24}-[A-Z0-9]{12}$/);
  });

  it('gives what one leaves free to the other', async () => {
    assert.match(await uniqueName('s'.repeat(100), 'Bucket', 63), /^s{43}-Bucket-/);
    assert.match(await uniqueName('app', 'L'.repeat(100), 63), /^app-L{46}-/);
  });

  it('is another each time', async () => {
    assert.notEqual(await uniqueName('app', 'Bucket', 63), await uniqueName('app', 'Bucket', 63));
  });
});
