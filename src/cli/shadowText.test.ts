import assert from 'node:assert/strict';
import { shadowText } from './shadowText';

const rule = (index: number, shadowedBy?: number) => ({
  index,
  rule: {},
  owner: 'ours' as const,
  ...(shadowedBy !== undefined && { shadowedBy }),
});

describe('what is said of rules that are not tried', () => {
  it('is nothing when all are', () => assert.equal(shadowText([rule(0), rule(1)]), ''));

  it('names the rule that comes first, once for all that it keeps from being tried', () =>
    assert.equal(
      shadowText([rule(0), rule(1, 0), rule(2), rule(3, 0), rule(4, 2), rule(5, 0)]),
      'Rules 1, 3 and 5 are not tried: rule 0 comes first and fits all that they fit.\n' +
        'Rule 4 is not tried: rule 2 comes first and fits all that it fits.',
    ));
});
