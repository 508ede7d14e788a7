import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionCommand,
  type CreateFunctionCommandInput,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  DeleteFunctionConcurrencyCommand,
  GetAliasCommand,
  GetFunctionCodeSigningConfigCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  InvokeCommand,
  LambdaClient,
  ListAliasesCommand,
  ListFunctionsCommand,
  ListTagsCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  RemovePermissionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { withEngine } from '../../cli/engine/withEngine';
import { ROLE, zipOf } from './withLambda';

const FunctionName = 'hello';
const ARN = `arn:aws:lambda:us-east-1:000000000000:function:${FunctionName}`;
const ZIP = zipOf('exports.handler = async (event) => ({ hello: event.name })');

const clientConfig = (endpoint: string) => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
});

const inputOf = (change: Partial<CreateFunctionCommandInput> = {}): CreateFunctionCommandInput => ({
  FunctionName,
  Runtime: 'nodejs22.x',
  Handler: 'index.handler',
  Role: ROLE,
  Code: { ZipFile: ZIP },
  ...change,
});

async function withClient(test: (client: LambdaClient, url: string) => Promise<void>, dataDir?: string) {
  await withEngine(dataDir === undefined ? {} : { dataDir }, async ({ url }) => {
    const client = new LambdaClient(clientConfig(url));
    try {
      await test(client, url);
    } finally {
      client.destroy();
    }
  });
}

const withFunction = (
  test: (client: LambdaClient, url: string) => Promise<void>,
  change?: Partial<CreateFunctionCommandInput>,
) =>
  withClient(async (client, url) => {
    await client.send(new CreateFunctionCommand(inputOf(change)));
    await test(client, url);
  });

const textOf = (payload: Uint8Array | undefined): string => Buffer.from(payload ?? []).toString();

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

describe('a Lambda function that cannot be', () => {
  const refusals: Record<
    string,
    [change: Partial<CreateFunctionCommandInput>, name: string, message: RegExp]
  > = {
    'with a runtime that is not Node': [
      { Runtime: 'python3.12' },
      'InvalidParameterValueException',
      /runs nodejs runtimes only .* it cannot run python3\.12\. Choose a nodejs runtime/,
    ],
    'from an image': [
      { PackageType: 'Image', Code: { ImageUri: 'repo:tag' } },
      'InvalidParameterValueException',
      /runs no container images/,
    ],
    'with layers': [
      { Layers: ['arn:layer:1'] },
      'InvalidParameterValueException',
      /no layers, so it cannot add arn:layer:1/,
    ],
    'without a handler': [
      { Handler: undefined },
      'InvalidParameterValueException',
      /Runtime and Handler are mandatory/,
    ],
    'without code': [{ Code: {} }, 'InvalidParameterValueException', /provide a source for function code/],
    'with code that is no zip': [
      { Code: { ZipFile: Buffer.from('x') } },
      'InvalidParameterValueException',
      /Could not unzip uploaded file/,
    ],
    'with a timeout beyond 15 minutes': [
      { Timeout: 901 },
      'ValidationException',
      /Value '901' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900/,
    ],
    'with too little memory': [
      { MemorySize: 64 },
      'ValidationException',
      /'memorySize'.*greater than or equal to 128/,
    ],
    'with a role that is none': [{ Role: 'admin' }, 'ValidationException', /Value 'admin' at 'role'/],
    'with a bad name': [{ FunctionName: 'a b' }, 'ValidationException', /Value 'a b' at 'functionName'/],
    'with more than 4 KB of variables': [
      { Environment: { Variables: { LONG: 'x'.repeat(4096) } } },
      'InvalidParameterValueException',
      /exceeded the 4KB limit/,
    ],
    "with one of Lambda's own variables": [
      { Environment: { Variables: { AWS_REGION: 'mars', OWN: '1' } } },
      'InvalidParameterValueException',
      /Reserved keys used in this request: AWS_REGION$/,
    ],
  };
  for (const [what, [change, name, message]] of Object.entries(refusals)) {
    it(`is refused ${what}, and nothing is created`, () =>
      withClient(async (client) => {
        await assert.rejects(client.send(new CreateFunctionCommand(inputOf(change))), { name, message });
        assert.deepEqual((await client.send(new ListFunctionsCommand({}))).Functions, []);
      }));
  }

  it('is refused when there is one of its name', () =>
    withFunction((client) =>
      assert.rejects(client.send(new CreateFunctionCommand(inputOf())), {
        name: 'ResourceConflictException',
        message: 'Function already exist: hello',
      }),
    ));
});

describe('Lambda versions and aliases, asked by the AWS SDK', () => {
  it('keep what was published while $LATEST moves on', () =>
    withFunction(async (client) => {
      const first = await client.send(new PublishVersionCommand({ FunctionName, Description: 'one' }));
      assert.deepEqual(
        [first.$metadata.httpStatusCode, first.Version, first.FunctionArn],
        [201, '1', `${ARN}:1`],
      );
      const again = await client.send(new PublishVersionCommand({ FunctionName }));
      assert.equal(again.Version, '1');
      const ZipFile = zipOf('exports.handler = async () => "two"');
      await client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile, Publish: true }));
      const answers = [];
      for (const Qualifier of ['1', '2', '$LATEST']) {
        const { Payload, ExecutedVersion } = await client.send(
          new InvokeCommand({ FunctionName, Qualifier }),
        );
        answers.push([ExecutedVersion, textOf(Payload)]);
      }
      assert.deepEqual(answers, [
        ['1', '{}'],
        ['2', '"two"'],
        ['$LATEST', '"two"'],
      ]);
      const { Versions } = await client.send(new ListVersionsByFunctionCommand({ FunctionName }));
      assert.deepEqual(
        Versions?.map((version) => [version.Version, version.FunctionArn, version.Description]),
        [
          ['$LATEST', `${ARN}:$LATEST`, ''],
          ['1', `${ARN}:1`, 'one'],
          ['2', `${ARN}:2`, ''],
        ],
      );
    }));

  it('are not published from code other than the caller expects', () =>
    withFunction((client) =>
      assert.rejects(client.send(new PublishVersionCommand({ FunctionName, CodeSha256: 'other' })), {
        name: 'InvalidParameterValueException',
        message: /^CodeSHA256 \(other\) is different from current CodeSHA256 in \$LATEST/,
      }),
    ));

  it('are deleted one by one, but not while an alias names them', () =>
    withFunction(
      async (client) => {
        await client.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }));
        const deletion = new DeleteFunctionCommand({ FunctionName, Qualifier: '1' });
        await assert.rejects(client.send(deletion), {
          name: 'ResourceConflictException',
          message: /alias: live$/,
        });
        await client.send(new DeleteAliasCommand({ FunctionName, Name: 'live' }));
        await client.send(deletion);
        await assert.rejects(client.send(new GetFunctionCommand({ FunctionName, Qualifier: '1' })), {
          message: `Function not found: ${ARN}:1`,
        });
        await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 4 }));
        assert.equal((await client.send(new PublishVersionCommand({ FunctionName }))).Version, '2');
      },
      { Publish: true },
    ));

  it('are called by alias, which can move and be spread over two versions', () =>
    withFunction(
      async (client) => {
        const created = await client.send(
          new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1', Description: 'd' }),
        );
        assert.deepEqual([created.$metadata.httpStatusCode, created.AliasArn], [201, `${ARN}:live`]);
        const invoke = async () =>
          (await client.send(new InvokeCommand({ FunctionName: `${ARN}:live` }))).ExecutedVersion;
        assert.equal(await invoke(), '1');
        const ZipFile = zipOf('exports.handler = async () => 2');
        await client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile, Publish: true }));
        const RoutingConfig = { AdditionalVersionWeights: { '2': 1 } };
        await client.send(new UpdateAliasCommand({ FunctionName, Name: 'live', RoutingConfig }));
        assert.equal(await invoke(), '2');
        const read = await client.send(new GetAliasCommand({ FunctionName, Name: 'live' }));
        assert.deepEqual(
          [read.FunctionVersion, read.Description, read.RoutingConfig],
          ['1', 'd', RoutingConfig],
        );
        const { Aliases } = await client.send(new ListAliasesCommand({ FunctionName }));
        assert.deepEqual(
          Aliases?.map(({ Name }) => Name),
          ['live'],
        );
      },
      { Publish: true },
    ));

  it('are refused when an alias is doubled, missing, or names no version', () =>
    withFunction(async (client) => {
      const create = (Name: string, FunctionVersion: string) =>
        client.send(new CreateAliasCommand({ FunctionName, Name, FunctionVersion }));
      await create('live', '$LATEST');
      await assert.rejects(create('live', '$LATEST'), { name: 'ResourceConflictException' });
      await assert.rejects(create('next', '7'), { name: 'ResourceNotFoundException' });
      await assert.rejects(create('12', '$LATEST'), { name: 'ValidationException' });
      await assert.rejects(client.send(new GetAliasCommand({ FunctionName, Name: 'gone' })), {
        name: 'ResourceNotFoundException',
        message: `Cannot find alias arn: ${ARN}:gone`,
      });
    }));
});

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

describe('Lambda Invoke, asked by the AWS SDK', () => {
  it('answers with the payload, the version and on request the log', () =>
    withFunction(async (client) => {
      const answer = await client.send(
        new InvokeCommand({ FunctionName, Payload: '{"name":"Ada"}', LogType: 'Tail' }),
      );
      const { StatusCode, ExecutedVersion, FunctionError, Payload } = answer;
      assert.deepEqual(
        [StatusCode, ExecutedVersion, FunctionError, textOf(Payload)],
        [200, '$LATEST', undefined, '{"hello":"Ada"}'],
      );
      const log = Buffer.from(answer.LogResult ?? '', 'base64').toString();
      assert.match(log, /^START RequestId: \S+ Version: \$LATEST\nEND RequestId: \S+\nREPORT RequestId: /);
      assert.ok(log.includes(answer.$metadata.requestId ?? 'no request id'));
    }));

  it('marks the answer of a handler that fails', () =>
    withFunction(
      async (client) => {
        const { StatusCode, FunctionError, Payload } = await client.send(new InvokeCommand({ FunctionName }));
        const { errorType, errorMessage, trace } = JSON.parse(textOf(Payload));
        assert.deepEqual(
          [StatusCode, FunctionError, errorType, errorMessage],
          [200, 'Unhandled', 'Error', 'no'],
        );
        assert.ok(Array.isArray(trace));
      },
      { Code: { ZipFile: zipOf('exports.handler = async () => { throw new Error("no") }') } },
    ));

  it('takes an event without waiting, and does nothing in a dry run', () =>
    withFunction(async (client) => {
      const statuses = [];
      for (const InvocationType of ['Event', 'DryRun'] as const) {
        statuses.push((await client.send(new InvokeCommand({ FunctionName, InvocationType }))).StatusCode);
      }
      assert.deepEqual(statuses, [202, 204]);
    }));

  it('refuses what is no JSON, and what is over 6 MiB', () =>
    withFunction(async (client) => {
      await assert.rejects(client.send(new InvokeCommand({ FunctionName, Payload: '{' })), {
        name: 'InvalidRequestContentException',
        message: /^Could not parse request body into json: /,
      });
      const Payload = JSON.stringify('x'.repeat(6_291_456));
      await assert.rejects(client.send(new InvokeCommand({ FunctionName, Payload })), {
        name: 'RequestTooLargeException',
      });
    }));
});
