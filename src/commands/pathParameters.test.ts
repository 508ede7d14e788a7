import assert from 'node:assert/strict';
import { fillPath, pathParameters } from './pathParameters';

const url = 'http://127.0.0.1:4566/_aws/execute-api/a1/local/orders/{id}/{proxy+}';

describe('path parameters', () => {
  it('are found in their order', () => {
    assert.deepEqual(pathParameters(url), ['id', 'proxy+']);
    assert.deepEqual(pathParameters('http://127.0.0.1:4566/test'), []);
  });

  it('are filled in encoded, a greedy one with its slashes', () => {
    const values = new Map([
      ['id', 'a b/c'],
      ['proxy+', 'x/y z'],
    ]);
    assert.equal(
      fillPath(url, values),
      'http://127.0.0.1:4566/_aws/execute-api/a1/local/orders/a%20b%2Fc/x/y%20z',
    );
  });
});
