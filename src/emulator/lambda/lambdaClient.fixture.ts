import { CreateFunctionCommand, type CreateFunctionCommandInput, LambdaClient } from '@aws-sdk/client-lambda';
import { withEngine } from '../../cli/engine/withEngine';
import { ROLE, zipOf } from './withLambda';

export const FunctionName = 'hello';
export const ARN = `arn:aws:lambda:us-east-1:000000000000:function:${FunctionName}`;
export const ZIP = zipOf('exports.handler = async (event) => ({ hello: event.name })');

export const clientConfig = (endpoint: string) => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
});

export const inputOf = (change: Partial<CreateFunctionCommandInput> = {}): CreateFunctionCommandInput => ({
  FunctionName,
  Runtime: 'nodejs22.x',
  Handler: 'index.handler',
  Role: ROLE,
  Code: { ZipFile: ZIP },
  ...change,
});

export async function withClient(
  test: (client: LambdaClient, url: string) => Promise<void>,
  dataDir?: string,
) {
  await withEngine(dataDir === undefined ? {} : { dataDir }, async ({ url }) => {
    const client = new LambdaClient(clientConfig(url));
    try {
      await test(client, url);
    } finally {
      client.destroy();
    }
  });
}

export const withFunction = (
  test: (client: LambdaClient, url: string) => Promise<void>,
  change?: Partial<CreateFunctionCommandInput>,
) =>
  withClient(async (client, url) => {
    await client.send(new CreateFunctionCommand(inputOf(change)));
    await test(client, url);
  });

export const textOf = (payload: Uint8Array | undefined): string => Buffer.from(payload ?? []).toString();
