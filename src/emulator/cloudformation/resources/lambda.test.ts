import assert from 'node:assert/strict';
import { type CloudFormationClient, DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetPolicyCommand,
  InvokeCommand,
  LambdaClient,
  ListFunctionsCommand,
} from '@aws-sdk/client-lambda';
import {
  create,
  eventLines,
  role,
  sdkConfig,
  settled,
  template,
  update,
  withStacks,
} from '../withStacks.fixture';

const FunctionName = 'hello';
const LogGroupName = `/aws/lambda/${FunctionName}`;

const handler = (answer: string) =>
  `exports.handler = async () => ({ answer: '${answer}', env: process.env.GREETING });`;

const resources = (answer: string, more: object = {}) => ({
  Role: role('runner'),
  Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName, RetentionInDays: 7 } },
  Function: {
    Type: 'AWS::Lambda::Function',
    DependsOn: 'Logs',
    Properties: {
      FunctionName,
      Runtime: 'nodejs20.x',
      Handler: 'index.handler',
      Role: { 'Fn::GetAtt': 'Role.Arn' },
      Code: { ZipFile: handler(answer) },
      ...more,
    },
  },
  Permission: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      FunctionName: { 'Fn::GetAtt': 'Function.Arn' },
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
    },
  },
});

const withLambda = (
  work: (client: CloudFormationClient, lambda: LambdaClient, url: string) => Promise<void>,
) =>
  withStacks(async (client, { url }) => {
    const lambda = new LambdaClient(sdkConfig(url));
    await work(client, lambda, url);
    lambda.destroy();
  });

async function invoke(lambda: LambdaClient): Promise<unknown> {
  const { Payload } = await lambda.send(new InvokeCommand({ FunctionName }));
  return JSON.parse(String(Payload?.transformToString()));
}

describe('a function made by a stack', () => {
  it('runs with the code and the settings of the template', () =>
    withLambda(async (client, lambda, url) => {
      const settings = {
        MemorySize: '256',
        Environment: { Variables: { GREETING: 5 } },
        Tags: [{ Key: 'a', Value: 'b' }],
      };
      const stack = await create(
        client,
        template(resources('first', { ...settings, ReservedConcurrentExecutions: 2 })),
      );
      assert.equal(stack.StackStatus, 'CREATE_COMPLETE');
      assert.deepEqual(await invoke(lambda), { answer: 'first', env: '5' });
      const { Configuration, Tags } = await lambda.send(new GetFunctionCommand({ FunctionName }));
      assert.equal(Configuration?.MemorySize, 256);
      assert.deepEqual(Tags, { a: 'b' });
      const reserved = await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }));
      assert.equal(reserved.ReservedConcurrentExecutions, 2);
      const { Policy = '{}' } = await lambda.send(new GetPolicyCommand({ FunctionName }));
      assert.equal(JSON.parse(Policy).Statement[0].Principal.Service, 'apigateway.amazonaws.com');
      const logs = new CloudWatchLogsClient(sdkConfig(url));
      const { logGroups } = await logs.send(new DescribeLogGroupsCommand({}));
      assert.deepEqual(
        logGroups?.map((group) => [group.logGroupName, group.retentionInDays]),
        [[LogGroupName, 7]],
      );
      logs.destroy();
    }));

  it('is changed in place, and what the template no longer has goes back to its default', () =>
    withLambda(async (client, lambda) => {
      const settings = {
        MemorySize: 256,
        Environment: { Variables: { GREETING: 'hi' } },
        ReservedConcurrentExecutions: 2,
      };
      await create(client, template(resources('first', settings)));
      const before = (await lambda.send(new GetFunctionCommand({ FunctionName }))).Configuration;
      const stack = await update(client, template(resources('second', { Tags: [{ Key: 'a', Value: 'b' }] })));
      assert.equal(stack.StackStatus, 'UPDATE_COMPLETE');
      assert.deepEqual(await invoke(lambda), { answer: 'second' });
      const { Configuration, Tags, Concurrency } = await lambda.send(
        new GetFunctionCommand({ FunctionName }),
      );
      assert.equal(Configuration?.MemorySize, 128);
      assert.deepEqual(Tags, { a: 'b' });
      assert.equal(Concurrency, undefined);
      assert.ok((Configuration?.LastModified ?? '') > (before?.LastModified ?? ''));
    }));

  it('gets its old code back when the update fails', () =>
    withLambda(async (client, lambda) => {
      await create(client, template(resources('first')));
      const Bad = { Type: 'AWS::S3::Bucket', DependsOn: 'Function', Properties: { BucketName: 'Bad_Name' } };
      const stack = await update(client, template({ ...resources('second'), Bad }));
      assert.equal(stack.StackStatus, 'UPDATE_ROLLBACK_COMPLETE');
      assert.deepEqual(await invoke(lambda), { answer: 'first' });
    }));

  it('has a version for each that the template names, and is gone with the stack', () =>
    withLambda(async (client, lambda) => {
      const version = (name: string) => ({
        [name]: {
          Type: 'AWS::Lambda::Version',
          DeletionPolicy: 'Retain',
          Properties: { FunctionName: { Ref: 'Function' } },
        },
      });
      const outputs = (name: string) => ({ Outputs: { Arn: { Value: { Ref: name } } } });
      const first = await create(
        client,
        template({ ...resources('first'), ...version('One') }, outputs('One')),
      );
      assert.match(first.Outputs?.[0]?.OutputValue ?? '', /:function:hello:1$/);
      const second = await update(
        client,
        template({ ...resources('second'), ...version('Two') }, outputs('Two')),
      );
      assert.match(second.Outputs?.[0]?.OutputValue ?? '', /:function:hello:2$/);
      const old = await lambda.send(new InvokeCommand({ FunctionName, Qualifier: '1' }));
      assert.match(String(old.Payload?.transformToString()), /first/);

      await client.send(new DeleteStackCommand({ StackName: second.StackId }));
      assert.equal((await settled(client, second.StackId ?? '')).StackStatus, 'DELETE_COMPLETE');
      assert.deepEqual((await lambda.send(new ListFunctionsCommand({}))).Functions, []);
    }));

  it('is refused with a runtime that cannot run here', () =>
    withLambda(async (client) => {
      const stack = await create(client, template(resources('x', { Runtime: 'python3.12' })));
      assert.equal(stack.StackStatus, 'ROLLBACK_COMPLETE');
      const lines = await eventLines(client, 'app');
      assert.ok(
        lines.some((line) => /^Function CREATE_FAILED: .* cannot run python3\.12/.test(line)),
        lines.join('\n'),
      );
    }));
});
