import {
  APIGatewayClient,
  CreateDeploymentCommand,
  CreateRestApiCommand,
  GetResourcesCommand,
  PutIntegrationCommand,
  PutMethodCommand,
} from '@aws-sdk/client-api-gateway';
import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';

const handler = "exports.handler = async () => ({ statusCode: 200, body: '{}' });";
const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:hello';

/** For tests: how an SDK client reaches an emulator; it does not try again, so that each answer is seen. */
export const clientOf = (endpoint: string) => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
});

/**
 * For tests: deploys a REST API whose root is answered by a Lambda function.
 *
 * @returns its path at `endpoint`
 */
export async function deployApi(endpoint: string): Promise<string> {
  await createFunction(endpoint);
  const gateway = new APIGatewayClient(clientOf(endpoint));
  const { id: restApiId } = await gateway.send(new CreateRestApiCommand({ name: 'hello' }));
  const { items } = await gateway.send(new GetResourcesCommand({ restApiId }));
  const method = { restApiId, resourceId: items?.[0]?.id, httpMethod: 'GET' };
  await gateway.send(new PutMethodCommand({ ...method, authorizationType: 'NONE' }));
  await gateway.send(
    new PutIntegrationCommand({
      ...method,
      type: 'AWS_PROXY',
      integrationHttpMethod: 'POST',
      uri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
    }),
  );
  await gateway.send(new CreateDeploymentCommand({ restApiId, stageName: 'local' }));
  return `/_aws/execute-api/${restApiId}/local/`;
}

const createFunction = (endpoint: string) =>
  new LambdaClient(clientOf(endpoint)).send(
    new CreateFunctionCommand({
      FunctionName: 'hello',
      Runtime: 'nodejs20.x',
      Role: 'arn:aws:iam::000000000000:role/any',
      Handler: 'index.handler',
      Code: { ZipFile: zipSync({ 'index.js': strToU8(handler) }) },
    }),
  );
