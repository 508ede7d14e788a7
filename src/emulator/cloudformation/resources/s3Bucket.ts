import type { Properties } from '../stack';
import { bucketDocuments } from './bucketDocuments';
import { changed } from './changed';
import type { Physical, ResourceContext, ResourceType } from './resourceType';

export const s3Bucket: ResourceType = {
  name: 'AWS::S3::Bucket',
  properties: ['BucketName', ...Object.keys(bucketDocuments)],
  required: [],
  replacedBy: ['BucketName'],
  create: async (properties, context) => {
    const id = String(properties.BucketName ?? context.uniqueName(63).toLowerCase());
    const { region } = context;
    await context.call('s3', 'CreateBucket', {
      Bucket: id,
      ...(region !== 'us-east-1' && { CreateBucketConfiguration: { LocationConstraint: region } }),
    });
    context.claim(id);
    await putDocuments(id, properties, Object.keys(bucketDocuments), context);
    return describe(id, context);
  },
  update: async ({ id }, change, context) => {
    const names = Object.keys(bucketDocuments).filter((name) => changed(change, name));
    await putDocuments(id, change.properties, names, context);
    return describe(id, context);
  },
  delete: ({ id }, _properties, { call }) => call('s3', 'DeleteBucket', { Bucket: id }),
};

async function putDocuments(
  bucket: string,
  properties: Properties,
  names: readonly string[],
  { call }: ResourceContext,
): Promise<void> {
  for (const name of names) {
    const document = bucketDocuments[name];
    const value = properties[name];
    if (document === undefined) continue;
    if (value !== undefined) {
      await call('s3', `Put${document.setting}`, { Bucket: bucket, Document: document.render(value) });
    } else if (document.removable) {
      await call('s3', `Delete${document.setting}`, { Bucket: bucket });
    }
  }
}

const describe = (id: string, { region }: ResourceContext): Physical => ({
  id,
  attributes: {
    Arn: `arn:aws:s3:::${id}`,
    DomainName: `${id}.s3.amazonaws.com`,
    RegionalDomainName: `${id}.s3.${region}.amazonaws.com`,
    DualStackDomainName: `${id}.s3.dualstack.${region}.amazonaws.com`,
    WebsiteURL: `http://${id}.s3-website-${region}.amazonaws.com`,
  },
});
