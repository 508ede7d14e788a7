import assert from 'node:assert/strict';
import type { HttpRequest } from '../../aws/http';
import { readSigningScope } from './signingScope';

const scopeOf = (authorization: string, query = '') =>
  readSigningScope({
    headers: { authorization },
    query: new URLSearchParams(query),
  } as unknown as HttpRequest);

describe('the scope of a signature', () => {
  it('names service and region', () => {
    const scope = scopeOf(
      'AWS4-HMAC-SHA256 Credential=AKID/20261123/us-east-1/states/aws4_request, SignedHeaders=a',
    );
    assert.deepEqual(scope, { accessKeyId: 'AKID', service: 'states', region: 'us-east-1' });
  });

  it('names no region in a signature for many', () => {
    const scope = scopeOf('AWS4-ECDSA-P256-SHA256 Credential=AKID/20261123/s3/aws4_request, SignedHeaders=a');
    assert.deepEqual(scope, { accessKeyId: 'AKID', service: 's3' });
  });

  it('stands in a presigned query too', () => {
    const scope = scopeOf('', 'X-Amz-Credential=AKID%2F20261123%2Fus-west-2%2Fs3%2Faws4_request');
    assert.deepEqual(scope, { accessKeyId: 'AKID', service: 's3', region: 'us-west-2' });
  });

  for (const other of [
    '',
    'Bearer abc',
    'Basic dXNlcjpwYXNz',
    'AWS AKID:signature',
    'AWS4-HMAC-SHA256 Credential=',
    'AWS4-HMAC-SHA256 Credential=a/b/c',
    'AWS4-HMAC-SHA256 Credential=AKID/today/us-east-1/s3/aws4_request',
  ]) {
    it(`is absent in "${other}"`, () => assert.equal(scopeOf(other), undefined));
  }
});
