import assert from 'node:assert/strict';
import {
  CreateFunctionCommand,
  type CreateFunctionCommandInput,
  ListFunctionsCommand,
} from '@aws-sdk/client-lambda';
import type { Input } from '../service';
import { inputOf, withClient, withFunction } from './lambdaClient.fixture';
import { withLambda } from './withLambda';

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

describe('the settings of a Lambda function', () => {
  it('lose their variables with an environment that has none, and nothing else', () =>
    withLambda(async ({ deploy, call }) => {
      await deploy('', { Environment: { Variables: { STAGE: 'a' } }, Timeout: 7 });
      const update = async (change: object) =>
        (await call('UpdateFunctionConfiguration', { FunctionName: 'hello', ...change })).body as Input;
      assert.deepEqual((await update({ MemorySize: 256 })).Environment, { Variables: { STAGE: 'a' } });
      const { Environment, Timeout, MemorySize } = await update({ Environment: { Variables: {} } });
      assert.deepEqual([Environment, Timeout, MemorySize], [undefined, 7, 256]);
    }));
});
