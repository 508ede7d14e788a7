import type { Input, Operation, OperationContext } from '../service';
import type { Collection } from '../store';
import type { Bucket, BucketTable } from './bucketTable';
import { parseXml } from './parseXml';
import { s3Error } from './s3Error';
import { s3Request } from './s3Request';
import type { StoredObject } from './storedObject';

export const buckets = (
  table: BucketTable,
  objects: Collection<StoredObject>,
): Record<string, Operation> => ({
  CreateBucket: (input, context) => {
    const bucket = newBucket(input, context);
    const existing = table.find(bucket.name);
    // AWS answers 200 in us-east-1 for a bucket one owns already, for old clients' sake.
    if (existing !== undefined && !(existing.region === 'us-east-1' && context.region === 'us-east-1')) {
      throw s3Error('BucketAlreadyOwnedByYou');
    }
    if (existing === undefined) table.put(bucket);
    return { headers: { location: `/${bucket.name}` } };
  },
  DeleteBucket: ({ Bucket }) => {
    const { name } = table.get(String(Bucket));
    if (objects.list(name).length > 0) throw s3Error('BucketNotEmpty');
    table.remove(name);
    return { status: 204 };
  },
  HeadBucket: ({ Bucket }) => ({ headers: { 'x-amz-bucket-region': table.get(String(Bucket)).region } }),
  ListBuckets: (_input, { accountId }) => ({
    xmlRoot: 'ListAllMyBucketsResult',
    body: {
      Owner: { ID: accountId },
      Buckets: { Bucket: table.list().map(({ name, created }) => ({ Name: name, CreationDate: created })) },
    },
  }),
  GetBucketLocation: ({ Bucket }) => ({
    headers: { 'content-type': 'application/xml' },
    body: Buffer.from(locationXml(table.get(String(Bucket)))),
  }),
});

function newBucket(input: Input, context: OperationContext): Bucket {
  const name = String(input.Bucket);
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) throw s3Error('InvalidBucketName');
  return { name, region: bucketRegion(input, context), created: new Date().toISOString(), settings: {} };
}

function bucketRegion(input: Input, context: OperationContext): string {
  const { body } = s3Request(input, context);
  const configuration = (
    body.length > 0 ? parseXml(body, 'CreateBucketConfiguration') : input.CreateBucketConfiguration
  ) as { LocationConstraint?: string } | undefined;
  const region = configuration?.LocationConstraint ?? 'us-east-1';
  if (region !== context.region) throw s3Error('IllegalLocationConstraintException');
  return region;
}

/** The constraint is the text of the root element itself, and empty for us-east-1. */
function locationXml({ region }: Bucket): string {
  const constraint = region === 'us-east-1' ? '' : region;
  return `<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${constraint}</LocationConstraint>`;
}
