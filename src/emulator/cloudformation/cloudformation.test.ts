// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${…} is Fn::Sub's own notation.
import assert from 'node:assert/strict';
import {
  CreateStackCommand,
  DescribeStacksCommand,
  ListExportsCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  GetBucketEncryptionCommand,
  GetBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  bucket,
  buckets,
  create,
  eventLines,
  role,
  StackName,
  sdkConfig,
  settled,
  template,
  update,
  withStacks,
} from './withStacks.fixture';

describe('a new stack', () => {
  it('makes its resources in the order they need each other', () =>
    withStacks(async (client, { url }) => {
      const Policy = {
        Type: 'AWS::S3::BucketPolicy',
        Properties: { Bucket: { Ref: 'B' }, PolicyDocument: { a: 1 } },
      };
      const stack = await create(client, template({ Policy, B: bucket('first') }));
      assert.equal(stack.StackStatus, 'CREATE_COMPLETE');
      assert.match(
        stack.StackId ?? '',
        /^arn:aws:cloudformation:us-east-1:000000000000:stack\/app\/[0-9a-f-]{36}$/,
      );
      assert.deepEqual(await eventLines(client, StackName), [
        'app CREATE_IN_PROGRESS: User Initiated',
        'B CREATE_IN_PROGRESS',
        'B CREATE_COMPLETE',
        'Policy CREATE_IN_PROGRESS',
        'Policy CREATE_COMPLETE',
        'app CREATE_COMPLETE',
      ]);
      const s3 = new S3Client({ ...sdkConfig(url), forcePathStyle: true });
      assert.equal((await s3.send(new GetBucketPolicyCommand({ Bucket: 'first' }))).Policy, '{"a":1}');
      s3.destroy();
    }));

  it('gives names to what the template does not name', () =>
    withStacks(async (client, { url }) => {
      const encryption = {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }],
      };
      const body = template(
        { DeploymentBucket: { Type: 'AWS::S3::Bucket', Properties: { BucketEncryption: encryption } } },
        { Outputs: { Name: { Value: { Ref: 'DeploymentBucket' }, Export: { Name: 'bucket-name' } } } },
      );
      const stack = await create(client, body);
      const name = stack.Outputs?.[0]?.OutputValue ?? '';
      assert.match(name, /^app-deploymentbucket-[a-z0-9]{12}$/);
      const s3 = new S3Client({ ...sdkConfig(url), forcePathStyle: true });
      const kept = await s3.send(new GetBucketEncryptionCommand({ Bucket: name }));
      s3.destroy();
      const [rule] = kept.ServerSideEncryptionConfiguration?.Rules ?? [];
      assert.equal(rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm, 'aws:kms');
      const { Exports } = await client.send(new ListExportsCommand({}));
      assert.deepEqual(Exports, [{ ExportingStackId: stack.StackId, Name: 'bucket-name', Value: name }]);
    }));

  it('may be written in YAML with parameters and conditions', () =>
    withStacks(async (client, { url }) => {
      const body = [
        'Parameters: { Stage: { Type: String, Default: dev }, Names: { Type: CommaDelimitedList } }',
        'Conditions: { IsProd: !Equals [!Ref Stage, prod] }',
        'Resources:',
        '  Always: { Type: AWS::S3::Bucket, Properties: { BucketName: !Sub "${Stage}-${AWS::Region}-always" } }',
        '  Second: { Type: AWS::S3::Bucket, Properties: { BucketName: !Select [1, !Ref Names] } }',
        '  OnlyInProd: { Type: AWS::S3::Bucket, Condition: IsProd, Properties: { BucketName: prod-only } }',
        'Outputs:',
        '  Kind: { Value: !If [IsProd, production, development] }',
        '  Prod: { Condition: IsProd, Value: !Ref OnlyInProd }',
      ].join('\n');
      const Parameters = [{ ParameterKey: 'Names', ParameterValue: 'one, two' }];
      const stack = await create(client, body, { Parameters });
      assert.equal(stack.StackStatus, 'CREATE_COMPLETE');
      assert.deepEqual(await buckets(url), ['dev-us-east-1-always', 'two']);
      assert.deepEqual(stack.Outputs, [{ OutputKey: 'Kind', OutputValue: 'development' }]);
      assert.deepEqual(stack.Parameters, [
        { ParameterKey: 'Stage', ParameterValue: 'dev' },
        { ParameterKey: 'Names', ParameterValue: 'one, two' },
      ]);
    }));

  it('that fails is rolled back and says why', () =>
    withStacks(async (client, { url }) => {
      const body = template({ Good: bucket('good'), Bad: { ...bucket('Bad_Name'), DependsOn: 'Good' } });
      const stack = await create(client, body);
      assert.equal(stack.StackStatus, 'ROLLBACK_COMPLETE');
      assert.deepEqual(await buckets(url), []);
      assert.deepEqual(await eventLines(client, StackName), [
        'app CREATE_IN_PROGRESS: User Initiated',
        'Good CREATE_IN_PROGRESS',
        'Good CREATE_COMPLETE',
        'Bad CREATE_IN_PROGRESS',
        'Bad CREATE_FAILED: The specified bucket is not valid. (InvalidBucketName)',
        'app ROLLBACK_IN_PROGRESS: The following resource(s) failed to create: [Bad].',
        'Good DELETE_IN_PROGRESS',
        'Good DELETE_COMPLETE',
        'app ROLLBACK_COMPLETE',
      ]);
      await assert.rejects(update(client, template({ Good: bucket('good') })), {
        name: 'ValidationError',
        message: /is in ROLLBACK_COMPLETE state and can not be updated\. Remove the stack/,
      });
    }));

  it('that fails leaves no half of the resource that failed', () =>
    withStacks(async (client, { url }) => {
      const policy = { PolicyName: 'p', PolicyDocument: 'no policy' };
      const stack = await create(client, template({ R: role('half', { Policies: [policy] }) }));
      assert.equal(stack.StackStatus, 'ROLLBACK_COMPLETE');
      const iam = new IAMClient(sdkConfig(url));
      assert.deepEqual((await iam.send(new ListRolesCommand({}))).Roles, []);
      iam.destroy();
    }));

  it('that fails may be left as it is, and repaired by an update', () =>
    withStacks(async (client, { url }) => {
      const body = template({ Good: bucket('good'), Bad: { ...bucket('Bad_Name'), DependsOn: 'Good' } });
      const failed = await create(client, body, { OnFailure: 'DO_NOTHING' });
      assert.equal(failed.StackStatus, 'CREATE_FAILED');
      assert.deepEqual(await buckets(url), ['good']);
      const repaired = await update(client, template({ Good: bucket('good'), Bad: bucket('bad') }));
      assert.equal(repaired.StackStatus, 'UPDATE_COMPLETE');
      assert.deepEqual(await buckets(url), ['bad', 'good']);
    }));

  it('that fails may be deleted at once', () =>
    withStacks(async (client) => {
      const body = template({ Bad: bucket('Bad_Name') });
      const { StackId = '' } = await client.send(
        new CreateStackCommand({ StackName, TemplateBody: body, OnFailure: 'DELETE' }),
      );
      assert.equal((await settled(client, StackId)).StackStatus, 'DELETE_COMPLETE');
    }));

  it('names the properties that have no effect', () =>
    withStacks(async (client) => {
      const Properties = { BucketName: 'b-1', AccelerateConfiguration: {}, Made: 'up' };
      await create(client, template({ B: { Type: 'AWS::S3::Bucket', Properties } }));
      const lines = await eventLines(client, StackName);
      assert.ok(
        lines.includes('B CREATE_COMPLETE: Ignored by the embedded emulator: AccelerateConfiguration, Made'),
      );
    }));

  for (const [what, body, message] of [
    [
      'an unsupported type',
      template({ Q: { Type: 'AWS::SQS::Queue' } }),
      /does not support AWS::SQS::Queue\. It supports .*AWS::Lambda::Function/,
    ],
    [
      'a circle',
      template({ A: { ...bucket('a'), DependsOn: 'B' }, B: { ...bucket('b'), DependsOn: 'A' } }),
      /Circular dependency between resources: \[A, B\]/,
    ],
    [
      'an unknown reference',
      template({ A: bucket('a', { DependsOn: ['Nobody'] }) }),
      /Unresolved resource dependencies \[Nobody\]/,
    ],
    ['no template at all', '', /Either Template URL or Template Body/],
  ] as const) {
    it(`is refused with ${what}, and none is made`, () =>
      withStacks(async (client) => {
        await assert.rejects(create(client, body), { name: 'ValidationError', message });
        assert.deepEqual((await client.send(new DescribeStacksCommand({}))).Stacks, []);
      }));
  }

  it('is refused when it makes roles and nobody said that it may', () =>
    withStacks(async (client) => {
      await assert.rejects(create(client, template({ R: role('r') }), { Capabilities: [] }), {
        name: 'InsufficientCapabilitiesException',
        message: 'Requires capabilities : [CAPABILITY_NAMED_IAM]',
      });
    }));

  it('is refused when its name is taken', () =>
    withStacks(async (client) => {
      await create(client, template({ A: bucket('a-1') }));
      await assert.rejects(create(client, template({ A: bucket('a-2') })), {
        name: 'AlreadyExistsException',
      });
    }));

  it('reads its template from a bucket, by the URL that osls sends', () =>
    withStacks(async (client, { url }) => {
      const s3 = new S3Client({ ...sdkConfig(url), forcePathStyle: true });
      await s3.send(new CreateBucketCommand({ Bucket: 'templates' }));
      const Key = 'app/17-2026-11-23T02:23:57.585Z/template.json';
      await s3.send(new PutObjectCommand({ Bucket: 'templates', Key, Body: template({ A: bucket('a-1') }) }));
      s3.destroy();
      const TemplateURL = `https://s3.amazonaws.com/templates/${Key}`;
      await client.send(new CreateStackCommand({ StackName, TemplateURL }));
      assert.equal((await settled(client, StackName)).StackStatus, 'CREATE_COMPLETE');
      await assert.rejects(
        client.send(new UpdateStackCommand({ StackName, TemplateURL: `${TemplateURL}x` })),
        { message: /Could not read the template at .* \(NoSuchKey\)/ },
      );
    }));
});
