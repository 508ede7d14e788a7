import assert from 'node:assert/strict';
import { byteRange } from './byteRange';

describe('a byte range', () => {
  for (const [header, expected] of [
    ['bytes=0-3', { first: 0, last: 3 }],
    ['bytes=4-', { first: 4, last: 9 }],
    ['bytes=-3', { first: 7, last: 9 }],
    ['bytes=-30', { first: 0, last: 9 }],
    ['bytes=8-30', { first: 8, last: 9 }],
    ['bytes=-', undefined],
    ['items=0-3', undefined],
    ['bytes=0-1,3-4', undefined],
    [undefined, undefined],
  ] as const) {
    it(`"${header}" of 10 bytes is ${expected ? `${expected.first} to ${expected.last}` : 'the whole'}`, () => {
      assert.deepEqual(byteRange(header, 10), expected);
    });
  }

  for (const [header, size] of [
    ['bytes=10-', 10],
    ['bytes=3-2', 10],
    ['bytes=-0', 10],
    ['bytes=0-', 0],
  ] as const) {
    it(`"${header}" of ${size} bytes is refused`, () => {
      assert.throws(() => byteRange(header, size), { code: 'InvalidRange', status: 416 });
    });
  }
});
