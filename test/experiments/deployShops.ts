import {
  APIGatewayClient,
  CreateDeploymentCommand,
  GetResourcesCommand,
  PutIntegrationResponseCommand,
} from '@aws-sdk/client-api-gateway';
import { deploy } from '../../src/core/endpoints/shopApi.fixture';

/** The path of `GET /test` in each region. */
export interface Shops {
  readonly east: string;
  readonly west: string;
}

/** Deploys an API with `GET /test`, which answers as JSON, in both regions of a running engine. */
export const deployShops = async (endpoint: string): Promise<Shops> => ({
  east: await deployShop(endpoint, 'us-east-1'),
  west: await deployShop(endpoint, 'us-west-2'),
});

const deployShop = async (endpoint: string, region: string): Promise<string> => {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new APIGatewayClient({ endpoint, region, credentials, maxAttempts: 1 });
  try {
    const restApiId = await deploy(client, { post: false });
    await answerJson(client, restApiId);
    return `/_aws/execute-api/${restApiId}/local/test`;
  } finally {
    client.destroy();
  }
};

/** Chaos Toolkit gives up on an answer that says it is JSON and is empty. */
const answerJson = async (client: APIGatewayClient, restApiId: string): Promise<void> => {
  const { items } = await client.send(new GetResourcesCommand({ restApiId }));
  const resourceId = items?.find(({ path }) => path === '/test')?.id;
  const responseTemplates = { 'application/json': '{"shop": "open"}' };
  const method = { restApiId, resourceId, httpMethod: 'GET' };
  await client.send(new PutIntegrationResponseCommand({ ...method, statusCode: '200', responseTemplates }));
  await client.send(new CreateDeploymentCommand({ restApiId, stageName: 'local' }));
};
