import { picked } from './picked';
import type { ResourceType } from './resourceType';

const NAMES = {
  Action: 'Action',
  EventSourceToken: 'EventSourceToken',
  FunctionName: 'FunctionName',
  FunctionUrlAuthType: 'FunctionUrlAuthType',
  Principal: 'Principal',
  PrincipalOrgID: 'PrincipalOrgID',
  SourceAccount: 'SourceAccount',
  SourceArn: 'SourceArn',
};

export const lambdaPermission: ResourceType = {
  name: 'AWS::Lambda::Permission',
  properties: Object.keys(NAMES),
  required: ['Action', 'FunctionName', 'Principal'],
  replacedBy: Object.keys(NAMES),
  create: async (properties, { call, uniqueName }) => {
    const StatementId = uniqueName(100);
    await call('lambda', 'AddPermission', { StatementId, ...picked(properties, NAMES) });
    return { id: StatementId, attributes: { Id: StatementId } };
  },
  delete: ({ id }, { FunctionName }, { call }) =>
    call('lambda', 'RemovePermission', { FunctionName, StatementId: id }),
};
