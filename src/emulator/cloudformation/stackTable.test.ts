import assert from 'node:assert/strict';
import { createStore } from '../storage/createStore';
import type { Store } from '../store';
import type { Stack } from './stack';
import { StackTable } from './stackTable';

const stackNamed = (name: string, status: string): Stack => ({
  id: `arn:${name}`,
  name,
  region: 'us-east-1',
  status,
  created: '2026-01-01T00:00:00.000Z',
  template: '',
  parameters: {},
  tags: [],
  capabilities: [],
  onFailure: 'ROLLBACK',
  terminationProtection: false,
  resources: {},
  outputs: [],
  imports: [],
  events: [],
});

const memory = (): Promise<Store> => createStore({ report: () => {} });

describe('the table of stacks', () => {
  for (const [before, after] of [
    ['CREATE_IN_PROGRESS', 'CREATE_FAILED'],
    ['UPDATE_IN_PROGRESS', 'UPDATE_FAILED'],
    ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_FAILED'],
    ['UPDATE_ROLLBACK_IN_PROGRESS', 'UPDATE_FAILED'],
    ['ROLLBACK_IN_PROGRESS', 'ROLLBACK_FAILED'],
    ['DELETE_IN_PROGRESS', 'DELETE_FAILED'],
    ['REVIEW_IN_PROGRESS', 'REVIEW_IN_PROGRESS'],
    ['UPDATE_COMPLETE', 'UPDATE_COMPLETE'],
  ] as const) {
    it(`finds ${before} of an engine that ended as ${after}`, async () => {
      const store = await memory();
      new StackTable(store).put(stackNamed('app', before));
      const stack = new StackTable(store).get('us-east-1', 'app');
      assert.equal(stack.status, after);
      assert.equal(stack.statusReason?.startsWith('The engine ended before') ?? false, before !== after);
    });
  }

  it('keeps the last 20 deleted stacks, to be found by id alone', async () => {
    const table = new StackTable(await memory());
    for (let index = 0; index < 21; index++)
      table.retire(table.put(stackNamed(`app-${index}`, 'DELETE_COMPLETE')));
    assert.equal(table.listDeleted('us-east-1').length, 20);
    assert.deepEqual(table.list('us-east-1'), []);
    assert.equal(table.find('us-east-1', 'arn:app-0'), undefined);
    assert.equal(table.find('us-east-1', 'arn:app-20')?.name, 'app-20');
    assert.equal(table.find('us-east-1', 'app-20'), undefined);
  });

  it('keeps the last 1000 events of a stack', async () => {
    const table = new StackTable(await memory());
    const stack = table.put(stackNamed('app', 'CREATE_COMPLETE'));
    for (let index = 0; index < 1001; index++) table.setStatus(stack, `STATUS_${index}`);
    const { events } = table.get('us-east-1', 'app');
    assert.deepEqual([events.length, events[0]?.ResourceStatus], [1000, 'STATUS_1']);
  });
});
