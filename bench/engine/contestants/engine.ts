import { join } from 'node:path';
import * as api from '@aws-sdk/client-api-gateway';
import { APIGatewayClient, type APIGatewayClientConfig } from '@aws-sdk/client-api-gateway';
import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { root } from '../../../scripts/lib/paths.mjs';
import type { Core } from '../programs/pinned';
import { startProgram } from '../programs/startProgram';
import type { Server } from './contestant';

export const engineFile = join(root, 'dist', 'engine.js');

/** The engine as it is shipped. */
export async function startEngine(args: readonly string[] = [], core: Core = 'server'): Promise<Server> {
  const program = await startProgram([process.execPath, engineFile, '--port', '0', ...args], {
    says: /^chaos-lab engine on (http:\S+)/,
    core,
  });
  return { ...program, origin: program.said[1] ?? '' };
}

const region = 'us-east-1';
const arn = `arn:aws:lambda:${region}:000000000000:function:hello`;
const handler =
  'exports.handler = async () => ({ statusCode: 200, headers: { "content-type": "application/json" }, body: \'{"ok":true}\' });';

/** Deploys an API with `GET /mock` and `GET /lambda`; gives the path of its stage. */
export async function deploy({ origin }: Server): Promise<string> {
  const config = { endpoint: origin, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  await createFunction(config);
  const client = new APIGatewayClient(config);
  const { id: restApiId } = await client.send(new api.CreateRestApiCommand({ name: 'bench' }));
  const { items = [] } = await client.send(new api.GetResourcesCommand({ restApiId }));
  await addMock(client, await addPath(client, restApiId, items[0]?.id, 'mock'));
  await addLambda(client, await addPath(client, restApiId, items[0]?.id, 'lambda'));
  await client.send(new api.CreateDeploymentCommand({ restApiId, stageName: 'local' }));
  client.destroy();
  return `/_aws/execute-api/${restApiId}/local`;
}

async function createFunction(config: APIGatewayClientConfig): Promise<void> {
  const client = new LambdaClient(config);
  await client.send(
    new CreateFunctionCommand({
      FunctionName: 'hello',
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::000000000000:role/bench',
      Code: { ZipFile: zipSync({ 'index.js': strToU8(handler) }) },
    }),
  );
  client.destroy();
}

type Id = string | undefined;

/** Gives what names the method `GET` of a new resource. */
async function addPath(client: APIGatewayClient, restApiId: Id, parentId: Id, pathPart: string) {
  const resource = await client.send(new api.CreateResourceCommand({ restApiId, parentId, pathPart }));
  const method = { restApiId, resourceId: resource.id, httpMethod: 'GET' };
  await client.send(new api.PutMethodCommand({ ...method, authorizationType: 'NONE' }));
  return method;
}

type Method = Awaited<ReturnType<typeof addPath>>;

async function addMock(client: APIGatewayClient, method: Method): Promise<void> {
  const requestTemplates = { 'application/json': '{"statusCode": 200}' };
  await client.send(new api.PutIntegrationCommand({ ...method, type: 'MOCK', requestTemplates }));
  const answer = { ...method, statusCode: '200' };
  await client.send(new api.PutMethodResponseCommand(answer));
  const responseTemplates = { 'application/json': '{"ok":true}' };
  await client.send(new api.PutIntegrationResponseCommand({ ...answer, responseTemplates }));
}

async function addLambda(client: APIGatewayClient, method: Method): Promise<void> {
  const uri = `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`;
  const proxy = { type: 'AWS_PROXY', integrationHttpMethod: 'POST', uri } as const;
  await client.send(new api.PutIntegrationCommand({ ...method, ...proxy }));
}
