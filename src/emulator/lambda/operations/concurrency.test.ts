import assert from 'node:assert/strict';
import {
  DeleteFunctionConcurrencyCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  ListTagsCommand,
  PutFunctionConcurrencyCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-lambda';
import { ARN, FunctionName, withFunction } from '../lambdaClient.fixture';

describe('tags and concurrency of a Lambda function, asked by the AWS SDK', () => {
  it('are set, shown and taken away', () =>
    withFunction(async (client) => {
      await client.send(new TagResourceCommand({ Resource: ARN, Tags: { a: '1', b: '2' } }));
      await client.send(new UntagResourceCommand({ Resource: ARN, TagKeys: ['a'] }));
      assert.deepEqual((await client.send(new ListTagsCommand({ Resource: ARN }))).Tags, { b: '2' });
      await client.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 5 }));
      const { Concurrency } = await client.send(new GetFunctionCommand({ FunctionName }));
      assert.deepEqual(Concurrency, { ReservedConcurrentExecutions: 5 });
      await assert.rejects(
        client.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 950 })),
        { name: 'InvalidParameterValueException', message: /below its minimum value of \[100\]/ },
      );
      await client.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
      const after = await client.send(new GetFunctionConcurrencyCommand({ FunctionName }));
      assert.equal(after.ReservedConcurrentExecutions, undefined);
    }));
});
