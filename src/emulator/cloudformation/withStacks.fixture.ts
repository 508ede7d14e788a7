import assert from 'node:assert/strict';
import {
  CloudFormationClient,
  CreateStackCommand,
  type CreateStackCommandInput,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  type Stack,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { type EngineInTest, withEngine } from '../../cli/engine/withEngine';

export const sdkConfig = (endpoint: string, region = 'us-east-1') => ({
  endpoint,
  region,
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
});

/** For tests: an engine and a CloudFormation client to it. */
export const withStacks = (
  work: (client: CloudFormationClient, engine: EngineInTest) => Promise<void>,
): Promise<void> =>
  withEngine({}, async (engine) => {
    const client = new CloudFormationClient(sdkConfig(engine.url));
    try {
      await work(client, engine);
    } finally {
      client.destroy();
    }
  });

const PATIENCE_MS = 8000;

/** The stack once nothing is in progress any more. */
export async function settled(client: CloudFormationClient, StackName: string): Promise<Stack> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
    const stack = Stacks?.[0];
    assert.ok(stack);
    if (!stack.StackStatus?.endsWith('_IN_PROGRESS')) return stack;
    if (Date.now() > deadline)
      assert.fail(`${StackName} is still ${stack.StackStatus} after ${PATIENCE_MS} ms`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** `<logical id> <status>: <reason>`, oldest first. */
export async function eventLines(client: CloudFormationClient, StackName: string): Promise<string[]> {
  const { StackEvents } = await client.send(new DescribeStackEventsCommand({ StackName }));
  return (StackEvents ?? [])
    .map(({ LogicalResourceId, ResourceStatus, ResourceStatusReason }) =>
      [`${LogicalResourceId} ${ResourceStatus}`, ResourceStatusReason].filter(Boolean).join(': '),
    )
    .reverse();
}

export const StackName = 'app';

export const template = (Resources: object, more: object = {}) => JSON.stringify({ Resources, ...more });

export const bucket = (BucketName: string, more: object = {}) => ({
  Type: 'AWS::S3::Bucket',
  Properties: { BucketName },
  ...more,
});

export const role = (RoleName: string, more: object = {}) => ({
  Type: 'AWS::IAM::Role',
  Properties: { RoleName, AssumeRolePolicyDocument: { Statement: [] }, ...more },
});

export const CAPABILITIES = { Capabilities: ['CAPABILITY_NAMED_IAM' as const] };

export async function create(
  client: CloudFormationClient,
  TemplateBody: string,
  more: Partial<CreateStackCommandInput> = {},
) {
  await client.send(new CreateStackCommand({ StackName, TemplateBody, ...CAPABILITIES, ...more }));
  return settled(client, more.StackName ?? StackName);
}

export async function update(client: CloudFormationClient, TemplateBody: string, more: object = {}) {
  await client.send(new UpdateStackCommand({ StackName, TemplateBody, ...CAPABILITIES, ...more }));
  return settled(client, StackName);
}

export async function buckets(url: string): Promise<(string | undefined)[]> {
  const s3 = new S3Client({ ...sdkConfig(url), forcePathStyle: true });
  const { Buckets } = await s3.send(new ListBucketsCommand({}));
  s3.destroy();
  return Buckets?.map(({ Name }) => Name) ?? [];
}
