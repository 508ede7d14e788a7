import assert from 'node:assert/strict';
import { LineSplitter } from './lineSplitter';

const split = (chunks: readonly (string | Buffer)[], maxLength?: number) => {
  const lines: string[] = [];
  const splitter = new LineSplitter((line) => lines.push(line), maxLength);
  for (const chunk of chunks) splitter.write(Buffer.from(chunk as string));
  splitter.end();
  return lines;
};

describe('LineSplitter', () => {
  it('joins lines over chunks, characters cut in two included', () => {
    const umlaut = Buffer.from('ä');
    assert.deepEqual(split(['a', 'b\nc\r\n', '\n', umlaut.subarray(0, 1), umlaut.subarray(1), 'd']), [
      'ab',
      'c',
      '',
      'äd',
    ]);
  });

  it('keeps the start of an overlong line, and the next one whole', () => {
    assert.deepEqual(split(['123', '45', '678', '\nabc\n'], 4), ['1234…', 'abc']);
    assert.deepEqual(split(['1234\n'], 4), ['1234']);
  });

  it('gives nothing for an empty stream', () => {
    assert.deepEqual(split([]), []);
    assert.deepEqual(split(['a\n']), ['a']);
  });
});
