import assert from 'node:assert/strict';
import { filterResponses, type ResponseFilter } from './filterResponses';
import type { ResponseRow } from './protocol';

const row = (id: number, status: number, injected = false, laneId = 'a'): ResponseRow => ({
  id,
  laneId,
  at: id,
  status,
  durationMs: 1,
  injected,
});
const rows = [row(1, 200), row(2, 404), row(3, 502, true), row(4, 502), row(5, 0), row(6, 200, false, 'b')];

const ids = (filter: Partial<ResponseFilter>) =>
  filterResponses(rows, { statusFilter: 'all', injectedFilter: 'all', ...filter }).map(({ id }) => id);

describe('filterResponses', () => {
  it('keeps what fits, newest first', () => {
    assert.deepEqual(ids({}), [6, 5, 4, 3, 2, 1]);
    assert.deepEqual(ids({ laneId: 'b' }), [6]);
    assert.deepEqual(ids({ injectedFilter: 'injected' }), [3]);
    assert.deepEqual(ids({ injectedFilter: 'real', statusFilter: '5xx' }), [4]);
    assert.deepEqual(ids({ statusFilter: 'failed' }), [5, 4, 3]);
    assert.deepEqual(ids({ statusFilter: 'ok' }), [6, 2, 1]);
    assert.deepEqual(ids({ statusFilter: '4xx' }), [2]);
    assert.deepEqual(ids({ statusFilter: 'none' }), [5]);
  });
});
