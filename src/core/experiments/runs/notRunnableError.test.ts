import assert from 'node:assert/strict';
import type { Problem } from '../format/problem';
import { NotRunnableError } from './notRunnableError';

const start = { line: 3, column: 1 };
const error: Problem = { severity: 'error', message: 'Mend it.', path: [], range: { start, end: start } };
const warning: Problem = { severity: 'warning', message: 'Odd.', path: [] };

describe('NotRunnableError', () => {
  it('names the first error and its line, and how many more there are', () => {
    const messageOf = (...problems: Problem[]) => new NotRunnableError('/w/a.chaos.yaml', problems).message;
    assert.equal(messageOf(warning, error), 'a.chaos.yaml, line 3: Mend it.');
    assert.equal(messageOf(error, error), 'a.chaos.yaml, line 3: Mend it. There is 1 more error in it.');
    assert.match(messageOf(error, error, error), /There are 2 more errors in it\.$/);
  });
});
