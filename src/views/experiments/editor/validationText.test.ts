import assert from 'node:assert/strict';
import type { Problem } from '../../../core/experiments/format/problem';
import { validationText } from './validationText';

const at = { line: 3, column: 5 };
const error: Problem = { severity: 'error', message: 'Mend it.', path: [], range: { start: at, end: at } };
const warning: Problem = { severity: 'warning', message: 'It is odd.', path: [] };

describe('validationText', () => {
  it('says whether a file can be run, and what to look at first', () => {
    const textOf = (...problems: Problem[]) => validationText('a.chaos.yaml', problems);
    assert.equal(textOf(), 'a.chaos.yaml can be run here: nothing is wrong with it.');
    assert.equal(textOf(warning), 'a.chaos.yaml can be run, with 1 warning. It is odd.');
    assert.equal(
      textOf(warning, error, error),
      'a.chaos.yaml cannot be run: 2 errors, 1 warning. Line 3: Mend it.',
    );
  });
});
