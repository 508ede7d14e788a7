import assert from 'node:assert/strict';
import { access } from 'node:fs/promises';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { withEngine } from './withEngine';

describe('the engine', () => {
  it('answers an SDK client through gateway and emulator', () =>
    withEngine({}, async ({ url }) => {
      const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
      const client = new STSClient({ endpoint: url, region: 'us-west-2', credentials });
      const { Account } = await client.send(new GetCallerIdentityCommand({}));
      assert.equal(Account, '000000000000');
    }));

  it('says which services it has', () =>
    withEngine({}, async ({ url }) => {
      const { services } = (await (await fetch(`${url}/_localstack/health`)).json()) as { services: object };
      assert.ok('sts' in services);
    }));

  it('leaves nothing behind', async () => {
    const { url, dataDir } = await withEngine({}, async (engine) => engine);
    await assert.rejects(fetch(`${url}/_localstack/health`));
    await assert.rejects(access(dataDir));
  });

  it('reports why it cannot listen, and lets go of its state', () =>
    withEngine({}, async ({ port }) => {
      await assert.rejects(
        withEngine({ port }, async () => assert.fail('it listened')),
        { code: 'EADDRINUSE' },
      );
    }));
});
