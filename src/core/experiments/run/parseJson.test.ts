import assert from 'node:assert/strict';
import { mostLevels, parseJson, TooDeepError } from './parseJson';

const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

describe('parseJson', () => {
  it('reads JSON of as many levels as can be looked at, and refuses more', () => {
    assert.deepEqual(parseJson('{"a":[1,{"b":"[{"}]}'), { a: [1, { b: '[{' }] });
    assert.ok(Array.isArray(parseJson(nested(mostLevels))));
    for (const levels of [mostLevels + 1, 1_000_000])
      assert.throws(() => parseJson(nested(levels)), TooDeepError);
  });

  it('counts no brackets that stand in texts, or one beside the other', () => {
    const text = JSON.stringify({ '["\\': `\\"${'['.repeat(5000)}`, list: Array(5000).fill([]) });
    assert.deepEqual(parseJson(text), JSON.parse(text));
  });

  it('leaves what is no JSON to the parser', () => {
    assert.throws(() => parseJson('{'), SyntaxError);
  });
});
