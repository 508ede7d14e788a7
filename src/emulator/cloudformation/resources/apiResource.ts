import { lowerKeys } from './lowerKeys';
import type { ResourceType } from './resourceType';

export const apiResource: ResourceType = {
  name: 'AWS::ApiGateway::Resource',
  properties: ['ParentId', 'PathPart', 'RestApiId'],
  required: ['ParentId', 'PathPart', 'RestApiId'],
  replacedBy: ['ParentId', 'PathPart', 'RestApiId'],
  create: async (properties, { call }) => {
    const { id } = await call('apigateway', 'CreateResource', lowerKeys(properties));
    return { id: String(id), attributes: { ResourceId: String(id) } };
  },
  delete: ({ id }, { RestApiId }, { call }) =>
    call('apigateway', 'DeleteResource', { restApiId: RestApiId, resourceId: id }),
};
