import assert from 'node:assert/strict';
import { HumanError } from '../core/errors';
import { errorMessage } from './errorMessage';

describe('errorMessage', () => {
  it('shows what was written for people as it is', () => {
    const error = new HumanError('Port 4566 is in use. Choose another.');
    assert.equal(errorMessage('start the engine', error), 'Port 4566 is in use. Choose another.');
  });

  it('sends to the log for anything else', () => {
    assert.equal(
      errorMessage('start the engine', new TypeError('x is undefined')),
      'Could not start the engine. Open the log for what happened.',
    );
  });
});
