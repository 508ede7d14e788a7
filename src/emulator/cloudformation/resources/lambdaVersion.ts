import { picked } from './picked';
import type { ResourceType } from './resourceType';

export const lambdaVersion: ResourceType = {
  name: 'AWS::Lambda::Version',
  properties: ['CodeSha256', 'Description', 'FunctionName'],
  required: ['FunctionName'],
  replacedBy: ['CodeSha256', 'Description', 'FunctionName'],
  create: async (properties, { call }) => {
    const names = { CodeSha256: 'CodeSha256', Description: 'Description', FunctionName: 'FunctionName' };
    const { FunctionArn, Version } = await call('lambda', 'PublishVersion', picked(properties, names));
    const arn = String(FunctionArn);
    return { id: arn, attributes: { FunctionArn: arn, Version: String(Version) } };
  },
  delete: ({ attributes }, { FunctionName }, { call }) =>
    call('lambda', 'DeleteFunction', { FunctionName, Qualifier: attributes.Version }),
};
