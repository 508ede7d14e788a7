import assert from 'node:assert/strict';
import { knownKeys, signatureAlgorithms } from './knownHosts';

// The name `box`, hashed by OpenSSH's `ssh-keygen -H`.
const hashed = '|1|Mj3me5qXigikP3eLMEh1TDZ4nMY=|L80T4H6kdq0jw1hqoMOA6bO46Mw= ssh-ed25519 AAAAhashed';

const file = `
# a comment
box,10.0.0.5 ssh-ed25519 AAAA1 me@box
box ssh-rsa AAAA2
[box]:2222 ssh-ed25519 AAAA3
@revoked box ssh-ed25519 AAAA4
@cert-authority * ssh-rsa AAAA5
broken

`;

describe('knownKeys', () => {
  it('finds the keys of a host by name, address or port', () => {
    assert.deepEqual(knownKeys(file, 'BOX', 22), [
      { type: 'ssh-ed25519', key: 'AAAA1' },
      { type: 'ssh-rsa', key: 'AAAA2' },
    ]);
    assert.deepEqual(knownKeys(file, '10.0.0.5', 22), [{ type: 'ssh-ed25519', key: 'AAAA1' }]);
    assert.deepEqual(knownKeys(file, 'box', 2222), [{ type: 'ssh-ed25519', key: 'AAAA3' }]);
    assert.deepEqual(knownKeys(file, 'other', 22), []);
    assert.deepEqual(knownKeys('', 'box', 22), []);
  });

  it('finds hashed names', () => {
    assert.deepEqual(knownKeys(hashed, 'box', 22), [{ type: 'ssh-ed25519', key: 'AAAAhashed' }]);
    assert.deepEqual(knownKeys(hashed, 'bo', 22), []);
  });
});

describe('signatureAlgorithms', () => {
  it("asks for what the known keys can sign, RSA with today's hashes first", () => {
    assert.deepEqual(signatureAlgorithms(knownKeys(file, 'box', 22)), [
      'ssh-ed25519',
      'rsa-sha2-512',
      'rsa-sha2-256',
      'ssh-rsa',
    ]);
  });
});
