import assert from 'node:assert/strict';
import { pageOfKeys } from './pageOfKeys';

const whole = { prefix: '', delimiter: '', after: '', max: 1000 };

describe('a page of keys', () => {
  it('is sorted by UTF-8 bytes, not by UTF-16 units', () => {
    const { keys } = pageOfKeys(['b', '\u{1F600}', 'B', '\uFF5E', 'a'], whole);
    assert.deepEqual(keys, ['B', 'a', 'b', '\uFF5E', '\u{1F600}']);
  });

  it('holds only what begins with the prefix', () => {
    assert.deepEqual(pageOfKeys(['a/1', 'ab', 'b'], { ...whole, prefix: 'a/' }), {
      keys: ['a/1'],
      commonPrefixes: [],
    });
  });

  it('folds keys up to the delimiter behind the prefix', () => {
    const page = pageOfKeys(['p/a/1', 'p/a/2', 'p/b', 'p/c/1', 'q'], {
      ...whole,
      prefix: 'p/',
      delimiter: '/',
    });
    assert.deepEqual(page, { keys: ['p/b'], commonPrefixes: ['p/a/', 'p/c/'] });
  });

  it('continues where the page before ended, folded keys counting once', () => {
    const all = ['a/1', 'a/2', 'b', 'c/1', 'd'];
    const first = pageOfKeys(all, { ...whole, delimiter: '/', max: 2 });
    assert.deepEqual(first, { keys: ['b'], commonPrefixes: ['a/'], next: 'b' });
    const second = pageOfKeys(all, { ...whole, delimiter: '/', max: 2, after: first.next ?? '' });
    assert.deepEqual(second, { keys: ['d'], commonPrefixes: ['c/'] });
  });

  it('says that there is more also when the page ends with folded keys', () => {
    const page = pageOfKeys(['a/1', 'a/2', 'b'], { ...whole, delimiter: '/', max: 1 });
    assert.deepEqual(page, { keys: [], commonPrefixes: ['a/'], next: 'a/' });
  });

  it('is empty and final when nothing was asked for', () => {
    assert.deepEqual(pageOfKeys(['a'], { ...whole, max: 0 }), { keys: [], commonPrefixes: [] });
  });
});
