import assert from 'node:assert/strict';
import { filterPattern } from './filterPattern';

const MESSAGES = ['ERROR time out', 'ERROR disk full', 'INFO time out', 'all well (really)'];

const PATTERNS: Record<string, string[]> = {
  '': MESSAGES,
  ERROR: ['ERROR time out', 'ERROR disk full'],
  error: [],
  'ERROR out': ['ERROR time out'],
  '"time out"': ['ERROR time out', 'INFO time out'],
  '"out time"': [],
  'ERROR -disk': ['ERROR time out'],
  '?disk ?INFO': ['ERROR disk full', 'INFO time out'],
  '-ERROR -"time out"': ['all well (really)'],
  '"(really)"': ['all well (really)'],
};

describe('filterPattern', () => {
  for (const [pattern, expected] of Object.entries(PATTERNS)) {
    it(`${JSON.stringify(pattern)} finds ${expected.length} of ${MESSAGES.length}`, () =>
      assert.deepEqual(MESSAGES.filter(filterPattern(pattern)), expected));
  }

  for (const pattern of ['{ $.level = "ERROR" }', '[ip, user]', '%ERROR%']) {
    it(`refuses ${pattern} instead of finding nothing`, () =>
      assert.throws(() => filterPattern(pattern), { code: 'InvalidParameterException', message: /terms/ }));
  }
});
