import type { Properties } from '../stack';
import { lowerKeys } from './lowerKeys';
import type { ResourceType } from './resourceType';

export const basePathMapping: ResourceType = {
  name: 'AWS::ApiGateway::BasePathMapping',
  properties: ['BasePath', 'DomainName', 'RestApiId', 'Stage'],
  required: ['DomainName'],
  replacedBy: ['BasePath', 'DomainName'],
  create: async (properties, { call }) => {
    await call('apigateway', 'CreateBasePathMapping', lowerKeys(properties));
    return { id: `${properties.DomainName}|${basePath(properties)}`, attributes: {} };
  },
  update: async (existing, { properties }, { call }) => {
    const { RestApiId = '', Stage = '' } = properties;
    await call('apigateway', 'UpdateBasePathMapping', {
      ...place(properties),
      patchOperations: [
        { op: 'replace', path: '/restapiId', value: String(RestApiId) },
        { op: 'replace', path: '/stage', value: String(Stage) },
      ],
    });
    return existing;
  },
  delete: (_existing, properties, { call }) => call('apigateway', 'DeleteBasePathMapping', place(properties)),
};

/** API Gateway's name for the empty base path. */
const basePath = ({ BasePath }: Properties): string => String(BasePath || '(none)');

const place = (properties: Properties) => ({
  domainName: properties.DomainName,
  basePath: basePath(properties),
});
