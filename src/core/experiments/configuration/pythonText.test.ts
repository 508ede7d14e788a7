import assert from 'node:assert/strict';
import { pythonText } from './pythonText';

/** Python 3.11's `str` of the same value. */
const texts: readonly [value: unknown, text: string][] = [
  ["it's", "it's"],
  [["it's"], `["it's"]`],
  [[`"it's"`], `['"it\\'s"']`],
  [['a\\b\n\t\r'], "['a\\\\b\\n\\t\\r']"],
  [true, 'True'],
  [false, 'False'],
  [null, 'None'],
  [12, '12'],
  [-0.25, '-0.25'],
  [0.0001, '0.0001'],
  [0.00001, '1e-05'],
  [1.5e-7, '1.5e-07'],
  [Number.NaN, 'nan'],
  [Infinity, 'inf'],
  [-Infinity, '-inf'],
  [{ a: 1, 'b c': [null, { d: false }] }, "{'a': 1, 'b c': [None, {'d': False}]}"],
  [{}, '{}'],
];

describe('pythonText', () => {
  for (const [value, text] of texts) {
    it(`writes ${text} as Python does`, () => assert.equal(pythonText(value), text));
  }
});
