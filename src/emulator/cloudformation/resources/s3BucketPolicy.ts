import type { Properties } from '../stack';
import type { ResourceContext, ResourceType } from './resourceType';

export const s3BucketPolicy: ResourceType = {
  name: 'AWS::S3::BucketPolicy',
  properties: ['Bucket', 'PolicyDocument'],
  required: ['Bucket', 'PolicyDocument'],
  replacedBy: ['Bucket'],
  create: (properties, context) => put(properties, context),
  update: (_existing, { properties }, context) => put(properties, context),
  delete: ({ id }, _properties, { call }) => call('s3', 'DeleteBucketPolicy', { Bucket: id }),
};

async function put({ Bucket, PolicyDocument }: Properties, { call }: ResourceContext) {
  await call('s3', 'PutBucketPolicy', { Bucket, Document: JSON.stringify(PolicyDocument) });
  return { id: String(Bucket), attributes: {} };
}
