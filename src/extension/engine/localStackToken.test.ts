import assert from 'node:assert/strict';
import { LocalStackToken, tokenProblem } from './localStackToken';

const secrets = () => {
  const kept = new Map<string, string>();
  return {
    get: async (name: string) => kept.get(name),
    store: async (name: string, value: string) => void kept.set(name, value),
    delete: async (name: string) => void kept.delete(name),
  };
};

describe('LocalStackToken', () => {
  it('is unknown at first', async () => {
    assert.equal(await new LocalStackToken(secrets(), {}).read(), undefined);
    assert.equal(await new LocalStackToken(secrets(), { LOCALSTACK_AUTH_TOKEN: ' ' }).read(), undefined);
  });

  it('is the stored one before that of the environment, and that again when the stored one is removed', async () => {
    const token = new LocalStackToken(secrets(), { LOCALSTACK_AUTH_TOKEN: 'ls-environment' });
    assert.deepEqual(await token.read(), { token: 'ls-environment', source: 'environment' });
    await token.store(' ls-stored\n');
    assert.deepEqual(await token.read(), { token: 'ls-stored', source: 'stored' });
    await token.remove();
    assert.deepEqual(await token.read(), { token: 'ls-environment', source: 'environment' });
  });
});

describe('tokenProblem', () => {
  it('finds what cannot be a token, without repeating it', () => {
    assert.match(tokenProblem('  ') ?? '', /^Paste the token/);
    assert.match(tokenProblem('ls-secret and more') ?? '', /^A token has no spaces/);
    assert.doesNotMatch(tokenProblem('ls-secret and more') ?? '', /secret/);
    assert.equal(tokenProblem(' ls-abc123 '), undefined);
  });
});
