import assert from 'node:assert/strict';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { withEngine } from '../../cli/engine/withEngine';

describe('sts', () => {
  it('takes every caller for the root of the one account', () =>
    withEngine({}, async ({ url }) => {
      const client = new STSClient({
        endpoint: url,
        region: 'us-east-1',
        credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      });
      const { $metadata, ...identity } = await client.send(new GetCallerIdentityCommand({}));
      client.destroy();
      assert.equal($metadata.httpStatusCode, 200);
      assert.deepEqual(identity, {
        UserId: '000000000000',
        Account: '000000000000',
        Arn: 'arn:aws:iam::000000000000:root',
      });
    }));
});
