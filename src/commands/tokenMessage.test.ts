import assert from 'node:assert/strict';
import { tokenMessage } from './tokenMessage';

describe('tokenMessage', () => {
  it('tells which token counts, and never repeats it', () => {
    assert.equal(
      tokenMessage({ store: 'ls-secret' }, 'stored'),
      'The LocalStack token is stored. It counts from the next start on.',
    );
    assert.match(
      tokenMessage('remove', 'environment'),
      /LOCALSTACK_AUTH_TOKEN of the environment counts now\.$/,
    );
    assert.match(tokenMessage('remove', undefined), /LocalStack starts without one now\.$/);
  });
});
