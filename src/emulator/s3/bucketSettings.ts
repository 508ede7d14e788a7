import { AwsError } from '../../aws/awsError';
import type { Input, Operation, OperationContext } from '../service';
import type { BucketTable } from './bucketTable';
import { parseXml } from './parseXml';
import { s3Error } from './s3Error';
import { s3Request } from './s3Request';

/** A setting of a bucket that is kept and given back as it was sent; the emulator does not act on it. */
interface Setting {
  /** `Encryption` of `PutBucketEncryption`. */
  readonly name: string;
  /** Root element of its document; absent for the policy, which is JSON. */
  readonly root?: string;
  readonly put?: string;
  readonly get?: string;
  readonly delete?: string;
  /** What a bucket without it answers: an error, or a document. */
  readonly absent:
    | { readonly error: readonly [code: string, message: string] }
    | { readonly content: string };
}

const empty = (root: string): Setting['absent'] => ({ content: `<${root}/>` });
const missing = (code: string, message: string): Setting['absent'] => ({ error: [code, message] });

const SETTINGS: readonly Setting[] = [
  { name: 'BucketPolicy', absent: missing('NoSuchBucketPolicy', 'The bucket policy does not exist') },
  {
    name: 'BucketEncryption',
    root: 'ServerSideEncryptionConfiguration',
    absent: {
      content:
        '<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>',
    },
  },
  { name: 'BucketVersioning', root: 'VersioningConfiguration', absent: empty('VersioningConfiguration') },
  {
    name: 'BucketAcl',
    root: 'AccessControlPolicy',
    absent: {
      content:
        '<AccessControlPolicy><Owner><ID>000000000000</ID></Owner><AccessControlList/></AccessControlPolicy>',
    },
  },
  {
    name: 'BucketTagging',
    root: 'Tagging',
    absent: missing('NoSuchTagSet', 'The TagSet does not exist'),
  },
  {
    name: 'PublicAccessBlock',
    root: 'PublicAccessBlockConfiguration',
    absent: missing(
      'NoSuchPublicAccessBlockConfiguration',
      'The public access block configuration was not found',
    ),
  },
  {
    name: 'BucketOwnershipControls',
    root: 'OwnershipControls',
    absent: missing('OwnershipControlsNotFoundError', 'The bucket ownership controls were not found'),
  },
  {
    name: 'BucketLifecycle',
    root: 'LifecycleConfiguration',
    put: 'PutBucketLifecycleConfiguration',
    get: 'GetBucketLifecycleConfiguration',
    absent: missing('NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist'),
  },
  {
    name: 'BucketCors',
    root: 'CORSConfiguration',
    absent: missing('NoSuchCORSConfiguration', 'The CORS configuration does not exist'),
  },
  {
    name: 'BucketWebsite',
    root: 'WebsiteConfiguration',
    absent: missing(
      'NoSuchWebsiteConfiguration',
      'The specified bucket does not have a website configuration',
    ),
  },
  {
    name: 'BucketReplication',
    root: 'ReplicationConfiguration',
    absent: missing('ReplicationConfigurationNotFoundError', 'The replication configuration was not found'),
  },
  {
    name: 'ObjectLockConfiguration',
    root: 'ObjectLockConfiguration',
    absent: missing(
      'ObjectLockConfigurationNotFoundError',
      'Object Lock configuration does not exist for this bucket',
    ),
  },
  { name: 'BucketLogging', root: 'BucketLoggingStatus', absent: empty('BucketLoggingStatus') },
  {
    name: 'BucketNotificationConfiguration',
    root: 'NotificationConfiguration',
    absent: empty('NotificationConfiguration'),
  },
  {
    name: 'BucketAccelerateConfiguration',
    root: 'AccelerateConfiguration',
    absent: empty('AccelerateConfiguration'),
  },
  {
    name: 'BucketRequestPayment',
    root: 'RequestPaymentConfiguration',
    absent: {
      content: '<RequestPaymentConfiguration><Payer>BucketOwner</Payer></RequestPaymentConfiguration>',
    },
  },
];

export const bucketSettings = (table: BucketTable): Record<string, Operation> =>
  Object.assign({}, ...SETTINGS.map((setting) => settingOperations(table, setting)));

function settingOperations(table: BucketTable, setting: Setting): Record<string, Operation> {
  const { name } = setting;
  return {
    [setting.put ?? `Put${name}`]: (input, context) => {
      const bucket = table.get(String(input.Bucket));
      const content = documentOf(setting, input, context);
      table.put({ ...bucket, settings: { ...bucket.settings, [name]: content } });
      return {};
    },
    [setting.get ?? `Get${name}`]: ({ Bucket }) => {
      const { settings } = table.get(String(Bucket));
      return rendered(setting, settings[name] ?? absentDocument(setting));
    },
    [setting.delete ?? `Delete${name}`]: ({ Bucket }) => {
      const bucket = table.get(String(Bucket));
      const { [name]: _deleted, ...settings } = bucket.settings;
      table.put({ ...bucket, settings });
      return { status: 204 };
    },
  };
}

/** The document of a request, or of the emulator's own call, which gives it as `Document`. */
function documentOf({ root }: Setting, input: Input, context: OperationContext): string {
  const body =
    context.request === undefined ? Buffer.from(String(input.Document)) : s3Request(input, context).body;
  if (root !== undefined) parseXml(body, root);
  else if (!isJsonObject(body)) throw s3Error('MalformedPolicy');
  return body.toString('utf8');
}

function isJsonObject(body: Buffer): boolean {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false; // Not JSON: the caller says so.
  }
}

function absentDocument({ absent }: Setting): string {
  if ('content' in absent) return absent.content;
  throw new AwsError(...absent.error, 404);
}

const rendered = ({ root }: Setting, content: string) => ({
  headers: { 'content-type': root === undefined ? 'application/json' : 'application/xml' },
  body: Buffer.from(content),
});
