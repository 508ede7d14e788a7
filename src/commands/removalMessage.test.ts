import assert from 'node:assert/strict';
import { removalMessage } from './removalMessage';

describe('removalMessage', () => {
  it('says what is gone and what stays', () => {
    const said = [true, false].flatMap((found) =>
      [true, false].map((volume) => removalMessage('lab', { found, volume })),
    );
    assert.deepEqual(said, [
      'The container "lab" is removed with its volume.',
      'The container "lab" is removed; its volume stays.',
      'There is no container "lab", and no volume of its own any more.',
      'There is no container "lab".',
    ]);
  });
});
