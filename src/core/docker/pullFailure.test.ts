import assert from 'node:assert/strict';
import { pullFailure } from './pullFailure';

const image = 'registry.example.com/team/app:1';
const cases: readonly [said: string, means: RegExp][] = [
  [
    "pull access denied for team/app, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    /needs a login\. .*`docker login registry\.example\.com`/,
  ],
  ['Get "https://registry.example.com/v2/": no basic auth credentials', /needs a login/],
  ['unauthorized: authentication required', /needs a login/],
  [
    'manifest for registry.example.com/team/app:1 not found: manifest unknown: manifest unknown',
    /has no image "registry\.example\.com\/team\/app:1"/,
  ],
  [
    'toomanyrequests: You have reached your unauthenticated pull rate limit.',
    /takes no more pulls from here for now \(rate limit\)/,
  ],
  [
    'dial tcp: lookup registry.example.com on 1.1.1.1:53: no such host',
    /cannot reach the registry registry\.example\.com/,
  ],
  ['Get "https://registry.example.com/v2/": net/http: TLS handshake timeout', /cannot reach the registry/],
  ['dial tcp 10.0.0.1:443: connect: connection refused', /cannot reach the registry/],
  ['http: server gave HTTP response to HTTPS client', /does not trust the registry .*insecure-registries/],
  ['x509: certificate signed by unknown authority', /does not trust the registry/],
  [
    'no matching manifest for linux/arm64/v8 in the manifest list entries',
    /not made for this machine's processor/,
  ],
  ['write /var/lib/docker/tmp/x: no space left on device', /no space left/],
  ['something new', /^Docker could not pull ".*": something new\. Try `docker pull/],
];

describe('pullFailure', () => {
  for (const [said, means] of cases) {
    it(`explains "${said.slice(0, 60)}"`, () => {
      const { message } = pullFailure(image, said);
      assert.match(message, means);
      assert.match(message, /\.$/);
    });
  }

  it('names Docker Hub when the image names no registry', () => {
    assert.match(
      pullFailure('a/b', 'unauthorized').message,
      /registry docker\.io .*log in with `docker login`\.$/,
    );
  });
});
