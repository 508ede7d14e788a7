import assert from 'node:assert/strict';
import {
  CreateAliasCommand,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  GetAliasCommand,
  GetFunctionCommand,
  InvokeCommand,
  ListAliasesCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { ARN, FunctionName, textOf, withFunction } from '../lambdaClient.fixture';
import { zipOf } from '../withLambda';

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
