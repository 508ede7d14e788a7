import assert from 'node:assert/strict';
import { bodyDiff } from './bodyDiff';

const marks = { same: ' ', removed: '-', added: '+' };
const shown = (before: string, after: string) =>
  bodyDiff(before, after)?.map(({ kind, text }) => `${marks[kind]} ${text}`);

describe('bodyDiff', () => {
  it('tells what went, what came and what stayed, line by line', () => {
    assert.deepEqual(
      shown('{\n  "message": "hello",\n  "v": 1\n}', '{\n  "message": "oops",\n  "v": 1\n}\n'),
      ['  {', '-   "message": "hello",', '+   "message": "oops",', '    "v": 1', '  }'],
    );
    assert.deepEqual(shown('', 'a'), ['+ a']);
    assert.deepEqual(shown('a', 'a'), ['  a']);
  });

  it('does not compare what is too long', () => {
    assert.equal(bodyDiff('a\n'.repeat(3000), 'b'), undefined);
    const many = (word: string) => Array.from({ length: 1999 }, (_, n) => `${word}${n}`).join('\n');
    const started = performance.now();
    bodyDiff(many('a'), many('b'));
    assert.ok(performance.now() - started < 1000);
  });
});
