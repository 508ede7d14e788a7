import assert from 'node:assert/strict';
import { isHumanError } from '../errors';
import { normalizeEndpoint } from './normalizeEndpoint';

const refusal = (endpoint: string): string => {
  try {
    return `taken: ${normalizeEndpoint(endpoint)}`;
  } catch (error) {
    assert.ok(isHumanError(error) && error.kind === 'usage');
    return error.message;
  }
};

describe('normalizeEndpoint', () => {
  it('gives the origin of what a person types', () => {
    assert.deepEqual(
      ['http://127.0.0.1:4566/', 'localhost:4566', ' HTTPS://Chaos.example:443 ', '[::1]:4566'].map(
        normalizeEndpoint,
      ),
      ['http://127.0.0.1:4566', 'http://localhost:4566', 'https://chaos.example', 'http://[::1]:4566'],
    );
  });

  it('refuses what is none, with an example', () => {
    for (const wrong of ['', 'http://', 'ftp://x', 'http://a b'])
      assert.match(refusal(wrong), /is not an endpoint\. Give the engine's URL, like http/);
  });

  it('refuses a path, a query or a fragment rather than leave it out, and names the origin', () => {
    assert.equal(
      refusal('https://box:4566/_localstack/health'),
      'An engine is found by its host and port alone, without "/_localstack/health". Give https://box:4566.',
    );
    for (const more of ['?token=s3cret', '/#s3cret']) {
      assert.match(refusal(`http://box:4566${more}`), /Give http:\/\/box:4566\.$/);
      assert.doesNotMatch(refusal(`http://box:4566${more}`), /s3cret/);
    }
  });

  it('never repeats a password', () => {
    assert.equal(
      refusal('https://me:s3cret@box'),
      'The endpoint holds a user name or a password, which no engine takes there. Give https://box.',
    );
    assert.doesNotMatch(refusal('ftp://me:s3cret@box'), /s3cret/);
    assert.doesNotMatch(refusal('http://me:s3cret@a b'), /s3cret/);
  });
});
