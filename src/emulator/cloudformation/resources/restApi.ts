import type { Properties } from '../stack';
import { lowerKeys } from './lowerKeys';
import type { PropertiesChange, ResourceContext, ResourceType } from './resourceType';
import { tagMap } from './tagMap';

export const restApi: ResourceType = {
  name: 'AWS::ApiGateway::RestApi',
  properties: [
    'ApiKeySourceType',
    'BinaryMediaTypes',
    'Description',
    'DisableExecuteApiEndpoint',
    'EndpointConfiguration',
    'MinimumCompressionSize',
    'Name',
    'Policy',
    'Tags',
  ],
  required: ['Name'],
  replacedBy: [
    'ApiKeySourceType',
    'BinaryMediaTypes',
    'EndpointConfiguration',
    'MinimumCompressionSize',
    'Policy',
    'Tags',
  ],
  create: async (properties, context) => {
    const { id } = await context.call('apigateway', 'CreateRestApi', members(properties));
    context.claim(String(id));
    return describe(String(id), context);
  },
  update: async ({ id }, change, context) => {
    await context.call('apigateway', 'UpdateRestApi', { restApiId: id, patchOperations: patch(change) });
    return describe(id, context);
  },
  delete: ({ id }, _properties, { call }) => call('apigateway', 'DeleteRestApi', { restApiId: id }),
};

function members(properties: Properties): Properties {
  const { ApiKeySourceType, EndpointConfiguration, Policy, Tags: _tags, ...others } = properties;
  return {
    ...lowerKeys(others),
    ...(ApiKeySourceType !== undefined && { apiKeySource: ApiKeySourceType }),
    ...(EndpointConfiguration !== undefined && { endpointConfiguration: lowerKeys(EndpointConfiguration) }),
    ...(Policy !== undefined && { policy: JSON.stringify(Policy) }),
    tags: tagMap(properties),
  };
}

const patch = ({ properties }: PropertiesChange) => [
  { op: 'replace', path: '/name', value: String(properties.Name) },
  { op: 'replace', path: '/description', value: String(properties.Description ?? '') },
  {
    op: 'replace',
    path: '/disableExecuteApiEndpoint',
    value: String(properties.DisableExecuteApiEndpoint ?? false),
  },
];

async function describe(id: string, { call }: ResourceContext) {
  const { item } = await call('apigateway', 'GetResources', { restApiId: id });
  const root = (item as { id: string; path: string }[]).find(({ path }) => path === '/');
  return { id, attributes: { RestApiId: id, RootResourceId: String(root?.id) } };
}
