import { XMLBuilder } from 'fast-xml-parser';

const builder = new XMLBuilder({ suppressEmptyNode: true });

interface BucketDocument {
  /** `BucketEncryption` of `PutBucketEncryption`. */
  readonly setting: string;
  /** False where S3 has no operation to take it away again. */
  readonly removable: boolean;
  /** The property's value as the document S3 keeps. */
  render(value: unknown): string;
}

/** Properties of `AWS::S3::Bucket` that S3 keeps as documents. */
export const bucketDocuments: Readonly<Record<string, BucketDocument>> = {
  BucketEncryption: {
    setting: 'BucketEncryption',
    removable: true,
    render: (value) => builder.build({ ServerSideEncryptionConfiguration: { Rule: encryptionRules(value) } }),
  },
  VersioningConfiguration: {
    setting: 'BucketVersioning',
    removable: false,
    render: (value) => builder.build({ VersioningConfiguration: value }),
  },
  PublicAccessBlockConfiguration: {
    setting: 'PublicAccessBlock',
    removable: true,
    render: (value) => builder.build({ PublicAccessBlockConfiguration: value }),
  },
  OwnershipControls: {
    setting: 'BucketOwnershipControls',
    removable: true,
    render: (value) => builder.build({ OwnershipControls: { Rule: (value as { Rules: unknown }).Rules } }),
  },
  Tags: {
    setting: 'BucketTagging',
    removable: true,
    render: (value) => builder.build({ Tagging: { TagSet: { Tag: value } } }),
  },
};

interface EncryptionProperty {
  readonly ServerSideEncryptionConfiguration: readonly {
    readonly ServerSideEncryptionByDefault?: unknown;
    readonly BucketKeyEnabled?: unknown;
  }[];
}

const encryptionRules = (value: unknown) =>
  (value as EncryptionProperty).ServerSideEncryptionConfiguration.map(
    ({ ServerSideEncryptionByDefault, BucketKeyEnabled = false }) => ({
      ApplyServerSideEncryptionByDefault: ServerSideEncryptionByDefault,
      BucketKeyEnabled,
    }),
  );
