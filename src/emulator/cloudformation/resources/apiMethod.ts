import type { Properties } from '../stack';
import { lowerKeys } from './lowerKeys';
import type { ResourceContext, ResourceType } from './resourceType';

export const apiMethod: ResourceType = {
  name: 'AWS::ApiGateway::Method',
  properties: [
    'ApiKeyRequired',
    'AuthorizationScopes',
    'AuthorizationType',
    'AuthorizerId',
    'HttpMethod',
    'Integration',
    'MethodResponses',
    'OperationName',
    'RequestModels',
    'RequestParameters',
    'RequestValidatorId',
    'ResourceId',
    'RestApiId',
  ],
  required: ['HttpMethod', 'ResourceId', 'RestApiId'],
  replacedBy: ['HttpMethod', 'ResourceId', 'RestApiId'],
  create: async (properties, context) => {
    const id = context.uniqueName(100);
    await putMethod(id, properties, context);
    return { id, attributes: {} };
  },
  update: async (existing, { properties, previous }, context) => {
    await remove(previous, context);
    await putMethod(existing.id, properties, context);
    return existing;
  },
  delete: (_existing, properties, context) => remove(properties, context),
};

const place = ({ RestApiId, ResourceId, HttpMethod }: Properties) => ({
  restApiId: RestApiId,
  resourceId: ResourceId,
  httpMethod: HttpMethod,
});

async function putMethod(id: string, properties: Properties, context: ResourceContext): Promise<void> {
  const { Integration, MethodResponses, AuthorizationType = 'NONE', ...method } = properties;
  const { call } = context;
  await call('apigateway', 'PutMethod', { ...lowerKeys(method), authorizationType: AuthorizationType });
  context.claim(id);
  for (const response of (MethodResponses ?? []) as Properties[]) {
    await call('apigateway', 'PutMethodResponse', { ...place(properties), ...responseMembers(response) });
  }
  if (Integration !== undefined) await putIntegration(properties, Integration as Properties, context);
}

async function putIntegration(properties: Properties, integration: Properties, { call }: ResourceContext) {
  const { IntegrationResponses, TimeoutInMillis, ...members } = integration;
  await call('apigateway', 'PutIntegration', {
    ...lowerKeys(members),
    ...(TimeoutInMillis !== undefined && { timeoutInMillis: Number(TimeoutInMillis) }),
    ...place(properties),
  });
  for (const response of (IntegrationResponses ?? []) as Properties[]) {
    await call('apigateway', 'PutIntegrationResponse', {
      ...place(properties),
      ...responseMembers(response),
    });
  }
}

const responseMembers = (response: Properties) => ({
  ...lowerKeys(response),
  statusCode: String(response.StatusCode),
});

const remove = (properties: Properties, { call }: ResourceContext) =>
  call('apigateway', 'DeleteMethod', place(properties));
