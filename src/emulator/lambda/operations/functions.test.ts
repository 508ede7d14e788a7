import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionCodeSigningConfigCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  ListFunctionsCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  ARN,
  clientConfig,
  FunctionName,
  inputOf,
  textOf,
  withClient,
  withFunction,
  ZIP,
} from '../lambdaClient.fixture';
import { ROLE, zipOf } from '../withLambda';

describe('Lambda functions, asked by the AWS SDK', () => {
  it('are created and read back as AWS shows them', () =>
    withClient(async (client) => {
      const created = await client.send(
        new CreateFunctionCommand(
          inputOf({ Environment: { Variables: { STAGE: 'local' } }, Tags: { team: 'a' } }),
        ),
      );
      assert.equal(created.$metadata.httpStatusCode, 201);
      const { $metadata, RevisionId, LastModified, ...rest } = created;
      assert.deepEqual(rest, {
        FunctionName,
        FunctionArn: ARN,
        Runtime: 'nodejs22.x',
        Role: ROLE,
        Handler: 'index.handler',
        Description: '',
        Timeout: 3,
        MemorySize: 128,
        Environment: { Variables: { STAGE: 'local' } },
        CodeSize: ZIP.length,
        CodeSha256: createHash('sha256').update(ZIP).digest('base64'),
        Version: '$LATEST',
        State: 'Active',
        LastUpdateStatus: 'Successful',
        PackageType: 'Zip',
        Architectures: ['x86_64'],
        EphemeralStorage: { Size: 512 },
        TracingConfig: { Mode: 'PassThrough' },
        SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
        LoggingConfig: { LogFormat: 'Text', LogGroup: '/aws/lambda/hello' },
      });
      assert.match(LastModified ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/);
      assert.ok(Math.abs(Date.parse(LastModified ?? '') - Date.now()) < 60_000);
      const read = await client.send(new GetFunctionCommand({ FunctionName }));
      assert.deepEqual(read.Configuration, { ...rest, RevisionId, LastModified });
      assert.deepEqual(read.Tags, { team: 'a' });
      assert.equal(read.Code?.RepositoryType, 'S3');
      const configuration = await client.send(new GetFunctionConfigurationCommand({ FunctionName: ARN }));
      assert.equal(configuration.CodeSha256, rest.CodeSha256);
      await waitUntilFunctionActiveV2({ client, maxWaitTime: 5 }, { FunctionName });
    }));

  it('are found by name, partial ARN and ARN, in their own region', () =>
    withFunction(async (client, url) => {
      for (const name of [
        FunctionName,
        `000000000000:function:${FunctionName}`,
        `function:${FunctionName}`,
        ARN,
      ]) {
        const { Configuration } = await client.send(new GetFunctionCommand({ FunctionName: name }));
        assert.equal(Configuration?.FunctionArn, ARN);
      }
      const west = new LambdaClient({ ...clientConfig(url), region: 'us-west-2' });
      await assert.rejects(west.send(new GetFunctionCommand({ FunctionName })), {
        name: 'ResourceNotFoundException',
        message: 'Function not found: arn:aws:lambda:us-west-2:000000000000:function:hello',
      });
      await assert.rejects(
        west.send(new GetFunctionCommand({ FunctionName: ARN })),
        /not reachable in this region/,
      );
      west.destroy();
    }));

  it('take their code from a bucket', () =>
    withClient(async (client, url) => {
      const s3 = new S3Client({ ...clientConfig(url), forcePathStyle: true });
      await s3.send(new CreateBucketCommand({ Bucket: 'code' }));
      await s3.send(new PutObjectCommand({ Bucket: 'code', Key: 'a/b:c.zip', Body: ZIP }));
      s3.destroy();
      await client.send(
        new CreateFunctionCommand(inputOf({ Code: { S3Bucket: 'code', S3Key: 'a/b:c.zip' } })),
      );
      const { Payload } = await client.send(new InvokeCommand({ FunctionName, Payload: '{"name":"Ada"}' }));
      assert.equal(textOf(Payload), '{"hello":"Ada"}');
      await assert.rejects(
        client.send(new UpdateFunctionCodeCommand({ FunctionName, S3Bucket: 'code', S3Key: 'none.zip' })),
        { name: 'InvalidParameterValueException', message: /S3 Error Code: NoSuchKey/ },
      );
    }));

  it('show a later time and another revision after each update', () =>
    withFunction(async (client) => {
      const seen = [];
      seen.push(await client.send(new GetFunctionConfigurationCommand({ FunctionName })));
      seen.push(await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 6 })));
      seen.push(await client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: ZIP })));
      const times = seen.map(({ LastModified }) => Date.parse(LastModified ?? ''));
      assert.deepEqual(times, [...new Set(times)].sort());
      assert.equal(new Set(seen.map(({ RevisionId }) => RevisionId)).size, 3);
      assert.equal(seen[2]?.Timeout, 6);
    }));

  it('are not changed by a caller that knows an older revision, nor by a dry run', () =>
    withFunction(async (client) => {
      const other = zipOf('exports.handler = 1');
      await assert.rejects(
        client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 9, RevisionId: 'old' })),
        { name: 'PreconditionFailedException' },
      );
      const dry = await client.send(
        new UpdateFunctionCodeCommand({ FunctionName, ZipFile: other, DryRun: true }),
      );
      const { CodeSha256, Timeout } = await client.send(
        new GetFunctionConfigurationCommand({ FunctionName }),
      );
      assert.deepEqual([CodeSha256 === dry.CodeSha256, Timeout], [false, 3]);
    }));

  it('are listed in pages', () =>
    withClient(async (client) => {
      for (const name of ['a', 'b', 'c']) {
        await client.send(new CreateFunctionCommand(inputOf({ FunctionName: name, Publish: name === 'a' })));
      }
      const first = await client.send(new ListFunctionsCommand({ MaxItems: 2 }));
      const second = await client.send(new ListFunctionsCommand({ MaxItems: 2, Marker: first.NextMarker }));
      const names = [first, second].map(({ Functions }) => Functions?.map((each) => each.FunctionName));
      assert.deepEqual([names, second.NextMarker], [[['a', 'b'], ['c']], undefined]);
      const all = await client.send(new ListFunctionsCommand({ FunctionVersion: 'ALL' }));
      assert.deepEqual(
        all.Functions?.map((each) => `${each.FunctionName} ${each.Version}`),
        ['a $LATEST', 'a 1', 'b $LATEST', 'c $LATEST'],
      );
    }));

  it('are gone after they were deleted', () =>
    withFunction(async (client) => {
      const { $metadata } = await client.send(new DeleteFunctionCommand({ FunctionName }));
      assert.equal($metadata.httpStatusCode, 204);
      const missing = { name: 'ResourceNotFoundException', message: `Function not found: ${ARN}` };
      await assert.rejects(client.send(new GetFunctionCommand({ FunctionName })), missing);
      await assert.rejects(client.send(new InvokeCommand({ FunctionName })), missing);
      await assert.rejects(client.send(new DeleteFunctionCommand({ FunctionName })), missing);
    }));

  it('survive a restart, code included', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'chaos-lab-test-'));
    try {
      await withClient(async (client) => {
        await client.send(new CreateFunctionCommand(inputOf()));
      }, dataDir);
      await withClient(async (client) => {
        const { Payload } = await client.send(new InvokeCommand({ FunctionName, Payload: '{"name":"Ada"}' }));
        assert.equal(textOf(Payload), '{"hello":"Ada"}');
      }, dataDir);
    } finally {
      await rm(dataDir, { recursive: true });
    }
  });

  it('have no code signing, as Terraform likes to know', () =>
    withFunction(async (client) => {
      const answer = await client.send(new GetFunctionCodeSigningConfigCommand({ FunctionName }));
      assert.deepEqual([answer.FunctionName, answer.CodeSigningConfigArn], [FunctionName, '']);
    }));
});
