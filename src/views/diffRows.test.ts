import assert from 'node:assert/strict';
import { RowKind } from '../extension/contributions';
import { diffRows } from './diffRows';
import type { Row } from './row';

const row = (id: string, more: Partial<Row> = {}): Row => ({
  id,
  label: id,
  kind: RowKind.endpoint,
  ...more,
});

describe('diffRows', () => {
  it('names only the row that looks different', () => {
    const before = [row('a', { children: [row('b'), row('c')] })];
    const after = [row('a', { children: [row('b'), row('c', { description: '503' })] })];
    assert.deepEqual(diffRows(before, after), ['c']);
  });

  it('names the parent whose children are others, and not the children', () => {
    const before = [row('a', { children: [row('b')] }), row('x')];
    const after = [row('a', { children: [row('b', { label: 'B' }), row('c')] }), row('x')];
    assert.deepEqual(diffRows(before, after), ['a']);
  });

  it('asks for everything when a top row comes, goes or moves', () => {
    assert.equal(diffRows([row('a')], [row('a'), row('b')]), 'all');
    assert.equal(diffRows([row('a'), row('b')], [row('b'), row('a')]), 'all');
  });

  it('names nothing when only what commands get has changed', () => {
    assert.deepEqual(diffRows([row('a', { target: 1 })], [row('a', { target: 2 })]), []);
  });
});
