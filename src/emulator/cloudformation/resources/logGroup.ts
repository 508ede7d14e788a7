import type { Properties } from '../stack';
import type { ResourceContext, ResourceType } from './resourceType';
import { tagMap } from './tagMap';

export const logGroup: ResourceType = {
  name: 'AWS::Logs::LogGroup',
  properties: ['LogGroupName', 'RetentionInDays', 'Tags'],
  required: [],
  replacedBy: ['LogGroupName', 'Tags'],
  create: async (properties, context) => {
    const id = String(properties.LogGroupName ?? context.uniqueName(512));
    await context.call('logs', 'CreateLogGroup', { logGroupName: id, tags: tagMap(properties) });
    context.claim(id);
    if (properties.RetentionInDays !== undefined) await setRetention(id, properties, context);
    return describe(id, context);
  },
  update: async ({ id }, { properties }, context) => {
    await setRetention(id, properties, context);
    return describe(id, context);
  },
  delete: ({ id }, _properties, { call }) => call('logs', 'DeleteLogGroup', { logGroupName: id }),
};

const setRetention = (id: string, { RetentionInDays }: Properties, { call }: ResourceContext) =>
  RetentionInDays === undefined
    ? call('logs', 'DeleteRetentionPolicy', { logGroupName: id })
    : call('logs', 'PutRetentionPolicy', { logGroupName: id, retentionInDays: Number(RetentionInDays) });

const describe = (id: string, { region, accountId }: ResourceContext) => ({
  id,
  attributes: { Arn: `arn:aws:logs:${region}:${accountId}:log-group:${id}:*` },
});
