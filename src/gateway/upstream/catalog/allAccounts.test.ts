import assert from 'node:assert/strict';
import { AllAccounts } from './allAccounts';
import type { AccountControlPlane, Caller } from './controlPlane';

const mapping = (restApiId: string) => [{ basePath: '(none)', restApiId }];

/** Two accounts: each has an API and a domain of its own, and a domain of the same name. */
class FakeAccounts implements AccountControlPlane {
  readonly asked: string[] = [];
  readonly down = new Set<string>();

  async apis({ accessKeyId }: Caller) {
    this.check(accessKeyId);
    return new Set([`api-of-${accessKeyId}`]);
  }

  async api({ accessKeyId }: Caller, id: string) {
    this.asked.push(`${id} with ${accessKeyId}`);
    return { resources: [], stages: new Map() };
  }

  async domains({ accessKeyId }: Caller) {
    this.check(accessKeyId);
    return new Map([
      [`${accessKeyId}.example.com`, mapping(accessKeyId)],
      ['both.example.com', mapping(accessKeyId)],
    ]);
  }

  close() {}

  private check(accessKeyId: string): void {
    if (this.down.has(accessKeyId)) throw new Error(`${accessKeyId} is refused`);
  }
}

const setUp = () => {
  const accounts = new FakeAccounts();
  return { accounts, all: new AllAccounts(accounts, () => ['one', 'two']) };
};

describe('the accounts of a region', () => {
  it('show their APIs together, and each is asked for what is its own', async () => {
    const { accounts, all } = setUp();
    assert.deepEqual([...(await all.apis('r'))].sort(), ['api-of-one', 'api-of-two']);
    await all.api('r', 'api-of-two');
    await all.api('r', 'api-of-one');
    await all.api('r', 'unheard-of');
    assert.deepEqual(accounts.asked, ['api-of-two with two', 'api-of-one with one', 'unheard-of with one']);
  });

  it('show their domains together, those of who deployed last where a name is in both', async () => {
    const domains = await setUp().all.domains('r');
    assert.deepEqual([...domains.keys()].sort(), ['both.example.com', 'one.example.com', 'two.example.com']);
    assert.equal(domains.get('both.example.com')?.[0]?.restApiId, 'one');
  });

  it('are known as far as they can be read', async () => {
    const { accounts, all } = setUp();
    accounts.down.add('one');
    assert.deepEqual([...(await all.apis('r'))], ['api-of-two']);
    accounts.down.add('two');
    await assert.rejects(all.apis('r'), /one is refused/);
  });
});
