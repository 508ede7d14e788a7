import assert from 'node:assert/strict';
import { AddPermissionCommand, GetPolicyCommand, RemovePermissionCommand } from '@aws-sdk/client-lambda';
import { ARN, FunctionName, withFunction } from '../lambdaClient.fixture';

describe('the policy of a Lambda function, asked by the AWS SDK', () => {
  const permission = {
    FunctionName,
    StatementId: 'gateway',
    Action: 'lambda:InvokeFunction',
    Principal: 'apigateway.amazonaws.com',
    SourceArn: 'arn:aws:execute-api:us-east-1:000000000000:abc/*',
  };

  it('holds the statements that were added, until they are removed', () =>
    withFunction(async (client) => {
      const added = await client.send(new AddPermissionCommand(permission));
      assert.equal(added.$metadata.httpStatusCode, 201);
      const { Policy } = await client.send(new GetPolicyCommand({ FunctionName }));
      const statement = {
        Sid: 'gateway',
        Effect: 'Allow',
        Principal: { Service: 'apigateway.amazonaws.com' },
        Action: 'lambda:InvokeFunction',
        Resource: ARN,
        Condition: { ArnLike: { 'AWS:SourceArn': permission.SourceArn } },
      };
      assert.deepEqual(JSON.parse(added.Statement ?? ''), statement);
      assert.deepEqual(JSON.parse(Policy ?? ''), {
        Version: '2012-10-17',
        Id: 'default',
        Statement: [statement],
      });
      await client.send(new RemovePermissionCommand({ FunctionName, StatementId: 'gateway' }));
      await assert.rejects(client.send(new GetPolicyCommand({ FunctionName })), {
        name: 'ResourceNotFoundException',
      });
    }));

  it('takes no statement twice and removes none that is not there', () =>
    withFunction(async (client) => {
      await client.send(new AddPermissionCommand(permission));
      await assert.rejects(client.send(new AddPermissionCommand(permission)), {
        name: 'ResourceConflictException',
      });
      await assert.rejects(client.send(new RemovePermissionCommand({ FunctionName, StatementId: 'other' })), {
        name: 'ResourceNotFoundException',
      });
    }));
});
