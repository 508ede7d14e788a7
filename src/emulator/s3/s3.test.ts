import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { withEngine } from '../../cli/engine/withEngine';

const Bucket = 'artifacts';
const PART = 5 * 1024 * 1024;

const s3Scope =
  'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0';

const clientFor = (endpoint: string, region = 'us-east-1') =>
  new S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });

const withBucket = (work: (client: S3Client, url: string) => Promise<void>) =>
  withEngine({}, async ({ url }) => {
    const client = clientFor(url);
    await client.send(new CreateBucketCommand({ Bucket }));
    await work(client, url);
    client.destroy();
  });

const put = (client: S3Client, Key: string, Body = 'content') =>
  client.send(new PutObjectCommand({ Bucket, Key, Body }));

const md5 = (content: string | Buffer) => createHash('md5').update(content).digest('hex');

describe('s3 buckets', () => {
  it('have one name space for all regions, and a region each', () =>
    withBucket(async (client, url) => {
      const west = clientFor(url, 'us-west-2');
      await west.send(new CreateBucketCommand({ Bucket: 'western' }));
      const { Buckets } = await client.send(new ListBucketsCommand({}));
      assert.deepEqual(
        Buckets?.map(({ Name }) => Name),
        ['artifacts', 'western'],
      );
      assert.equal(
        (await client.send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint,
        undefined,
      );
      const western = await client.send(new GetBucketLocationCommand({ Bucket: 'western' }));
      assert.equal(western.LocationConstraint, 'us-west-2');
      const head = await client.send(new HeadBucketCommand({ Bucket: 'western' }));
      assert.equal(head.BucketRegion, 'us-west-2');
      await assert.rejects(west.send(new CreateBucketCommand({ Bucket })), {
        name: 'BucketAlreadyOwnedByYou',
      });
      west.destroy();
    }));

  it('are deleted only when empty', () =>
    withBucket(async (client) => {
      await put(client, 'a');
      await assert.rejects(client.send(new DeleteBucketCommand({ Bucket })), { name: 'BucketNotEmpty' });
      await client.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
      await client.send(new DeleteBucketCommand({ Bucket }));
      await assert.rejects(client.send(new HeadBucketCommand({ Bucket })), { name: 'NotFound' });
      await assert.rejects(client.send(new ListObjectsV2Command({ Bucket })), { name: 'NoSuchBucket' });
    }));

  it('are refused with a bad name', () =>
    withBucket(async (client) => {
      await assert.rejects(client.send(new CreateBucketCommand({ Bucket: 'Upper_Case' })), {
        name: 'InvalidBucketName',
      });
    }));

  it('give their settings back', () =>
    withBucket(async (client) => {
      const Policy = JSON.stringify({ Statement: [{ Effect: 'Deny', Action: 's3:*' }] });
      await client.send(new PutBucketPolicyCommand({ Bucket, Policy }));
      assert.equal((await client.send(new GetBucketPolicyCommand({ Bucket }))).Policy, Policy);
      await client.send(new DeleteBucketPolicyCommand({ Bucket }));
      await assert.rejects(client.send(new GetBucketPolicyCommand({ Bucket })), {
        name: 'NoSuchBucketPolicy',
      });

      const TagSet = [{ Key: 'a', Value: '<1>' }];
      await client.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
      assert.deepEqual((await client.send(new GetBucketTaggingCommand({ Bucket }))).TagSet, TagSet);

      await client.send(
        new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
      );
      assert.equal((await client.send(new GetBucketVersioningCommand({ Bucket }))).Status, 'Enabled');

      const blocked = { BlockPublicAcls: true, IgnorePublicAcls: false };
      await client.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: blocked }));
      const access = await client.send(new GetPublicAccessBlockCommand({ Bucket }));
      assert.deepEqual(access.PublicAccessBlockConfiguration, blocked);
    }));

  it('have the defaults of AWS', () =>
    withBucket(async (client) => {
      const { ServerSideEncryptionConfiguration } = await client.send(
        new GetBucketEncryptionCommand({ Bucket }),
      );
      const [rule] = ServerSideEncryptionConfiguration?.Rules ?? [];
      assert.equal(rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm, 'AES256');
      assert.equal((await client.send(new GetBucketVersioningCommand({ Bucket }))).Status, undefined);
      await assert.rejects(client.send(new GetBucketTaggingCommand({ Bucket })), { name: 'NoSuchTagSet' });
    }));

  it('refuse a policy that is no JSON object', () =>
    withBucket(async (client) => {
      await assert.rejects(client.send(new PutBucketPolicyCommand({ Bucket, Policy: 'deny' })), {
        name: 'MalformedPolicy',
      });
    }));
});

describe('s3 objects', () => {
  it('come back with their content, metadata and headers', () =>
    withBucket(async (client) => {
      const Key = 'serverless/app/1-2026:00:00Z/ä b.zip';
      const sent = await client.send(
        new PutObjectCommand({
          Bucket,
          Key,
          Body: 'zip',
          ContentType: 'application/zip',
          Metadata: { filesha256: 'abc=' },
        }),
      );
      assert.equal(sent.ETag, `"${md5('zip')}"`);
      const got = await client.send(new GetObjectCommand({ Bucket, Key }));
      assert.equal(await got.Body?.transformToString(), 'zip');
      const head = await client.send(new HeadObjectCommand({ Bucket, Key }));
      for (const answer of [got, head]) {
        assert.deepEqual(answer.Metadata, { filesha256: 'abc=' });
        assert.equal(answer.ContentType, 'application/zip');
        assert.equal(answer.ContentLength, 3);
        assert.equal(answer.ETag, sent.ETag);
        assert.ok(Math.abs(Date.now() - (answer.LastModified?.getTime() ?? 0)) < 5000);
      }
    }));

  it('that do not exist are a typed error, with HEAD too', () =>
    withBucket(async (client) => {
      await assert.rejects(client.send(new GetObjectCommand({ Bucket, Key: 'x' })), {
        name: 'NoSuchKey',
        message: 'The specified key does not exist.',
      });
      await assert.rejects(client.send(new HeadObjectCommand({ Bucket, Key: 'x' })), { name: 'NotFound' });
    }));

  it('are sent in part when a range is asked for', () =>
    withBucket(async (client) => {
      await put(client, 'a', '0123456789');
      const got = await client.send(new GetObjectCommand({ Bucket, Key: 'a', Range: 'bytes=2-4' }));
      assert.equal(got.$metadata.httpStatusCode, 206);
      assert.equal(got.ContentRange, 'bytes 2-4/10');
      assert.equal(await got.Body?.transformToString(), '234');
      await assert.rejects(client.send(new GetObjectCommand({ Bucket, Key: 'a', Range: 'bytes=10-' })), {
        name: 'InvalidRange',
      });
    }));

  it('are sent under conditions', () =>
    withBucket(async (client) => {
      const { ETag } = await put(client, 'a');
      const ask = (more: object) => client.send(new GetObjectCommand({ Bucket, Key: 'a', ...more }));
      const unchanged = await ask({ IfNoneMatch: ETag }).catch((error) => error);
      assert.equal(unchanged.$metadata.httpStatusCode, 304);
      await assert.rejects(ask({ IfMatch: '"other"' }), { name: 'PreconditionFailed' });
      assert.equal((await ask({ IfMatch: ETag })).$metadata.httpStatusCode, 200);
    }));

  it('are written only once when the client says so', () =>
    withBucket(async (client) => {
      const write = () =>
        client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x', IfNoneMatch: '*' }));
      await write();
      await assert.rejects(write(), { name: 'PreconditionFailed' });
    }));

  it('are refused when a checksum does not match', () =>
    withBucket(async (client) => {
      const wrong = new PutObjectCommand({ Bucket, Key: 'a', Body: 'x', ChecksumCRC32: 'AAAAAA==' });
      await assert.rejects(client.send(wrong), { name: 'BadDigest' });
      const md5Wrong = new PutObjectCommand({
        Bucket,
        Key: 'a',
        Body: 'x',
        ContentMD5: 'AAAAAAAAAAAAAAAAAAAAAA==',
      });
      await assert.rejects(client.send(md5Wrong), { name: 'BadDigest' });
      await assert.rejects(client.send(new HeadObjectCommand({ Bucket, Key: 'a' })), { name: 'NotFound' });
    }));

  it('give their checksum to who asks for it', () =>
    withBucket(async (client) => {
      const { ChecksumCRC32 } = await put(client, 'a');
      const head = await client.send(new HeadObjectCommand({ Bucket, Key: 'a', ChecksumMode: 'ENABLED' }));
      assert.ok(ChecksumCRC32);
      assert.equal(head.ChecksumCRC32, ChecksumCRC32);
    }));

  it('may be uploaded in aws-chunked pieces with a trailing checksum', () =>
    withBucket(async (_client, url) => {
      const send = (checksum: string) =>
        fetch(`${url}/${Bucket}/chunked`, {
          method: 'PUT',
          headers: {
            authorization: s3Scope,
            'content-encoding': 'aws-chunked',
            'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
            'x-amz-decoded-content-length': '9',
            'x-amz-trailer': 'x-amz-checksum-crc32',
          },
          body: `9\r\n123456789\r\n0\r\nx-amz-checksum-crc32:${checksum}\r\n\r\n`,
        });
      const refused = await send('AAAAAA==');
      assert.equal(refused.status, 400);
      assert.match(await refused.text(), /<Error><Code>BadDigest<\/Code>/);
      const taken = await send(Buffer.from('cbf43926', 'hex').toString('base64'));
      assert.equal(taken.status, 200);
      const got = await fetch(`${url}/${Bucket}/chunked`, { headers: { authorization: s3Scope } });
      assert.equal(got.headers.get('content-encoding'), null);
      assert.equal(await got.text(), '123456789');
    }));

  it('are copied with their metadata, or with new metadata', () =>
    withBucket(async (client) => {
      await client.send(new PutObjectCommand({ Bucket, Key: 'a b', Body: 'x', Metadata: { k: 'old' } }));
      const source = { Bucket, CopySource: `${Bucket}/a%20b` };
      await client.send(new CopyObjectCommand({ ...source, Key: 'same' }));
      await client.send(
        new CopyObjectCommand({
          ...source,
          Key: 'new',
          MetadataDirective: 'REPLACE',
          Metadata: { k: 'new' },
        }),
      );
      const metadata = async (Key: string) =>
        (await client.send(new HeadObjectCommand({ Bucket, Key }))).Metadata;
      assert.deepEqual(await metadata('same'), { k: 'old' });
      assert.deepEqual(await metadata('new'), { k: 'new' });
    }));

  it('are deleted many at a time, those that do not exist included', () =>
    withBucket(async (client) => {
      await Promise.all(['a', 'b', 'c<&>'].map((key) => put(client, key)));
      const Objects = ['a', 'c<&>', 'never'].map((Key) => ({ Key }));
      const { Deleted } = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
      assert.deepEqual(Deleted?.map(({ Key }) => Key).sort(), ['a', 'c<&>', 'never']);
      const { Contents } = await client.send(new ListObjectsV2Command({ Bucket }));
      assert.deepEqual(
        Contents?.map(({ Key }) => Key),
        ['b'],
      );
    }));

  it('are listed page by page, folded at a delimiter', () =>
    withBucket(async (client) => {
      await Promise.all(['x/1', 'x/2', 'y', 'z/1'].map((key) => put(client, key)));
      const first = await client.send(new ListObjectsV2Command({ Bucket, Delimiter: '/', MaxKeys: 2 }));
      assert.equal(first.IsTruncated, true);
      assert.equal(first.KeyCount, 2);
      assert.deepEqual(first.CommonPrefixes, [{ Prefix: 'x/' }]);
      assert.deepEqual(
        first.Contents?.map(({ Key, Size }) => [Key, Size]),
        [['y', 7]],
      );
      const second = await client.send(
        new ListObjectsV2Command({ Bucket, Delimiter: '/', ContinuationToken: first.NextContinuationToken }),
      );
      assert.deepEqual(second.CommonPrefixes, [{ Prefix: 'z/' }]);
      assert.equal(second.IsTruncated, false);
      assert.equal(second.Contents, undefined);

      const older = await client.send(new ListObjectsCommand({ Bucket, Prefix: 'x/', MaxKeys: 1 }));
      assert.equal(older.NextMarker, 'x/1');
      const rest = await client.send(new ListObjectsCommand({ Bucket, Prefix: 'x/', Marker: 'x/1' }));
      assert.deepEqual(
        rest.Contents?.map(({ Key }) => Key),
        ['x/2'],
      );
    }));
});

describe('s3 multipart uploads', () => {
  const start = async (client: S3Client) => {
    const upload = new CreateMultipartUploadCommand({
      Bucket,
      Key: 'big',
      Metadata: { k: 'v' },
      ChecksumAlgorithm: 'CRC32',
    });
    const { UploadId } = await client.send(upload);
    return { Bucket, Key: 'big', UploadId };
  };

  it('put their parts together', () =>
    withBucket(async (client) => {
      const upload = await start(client);
      const bodies = [Buffer.alloc(PART, 'a'), Buffer.from('end')];
      const Parts = await Promise.all(
        bodies.map(async (Body, index) => {
          const PartNumber = index + 1;
          const part = new UploadPartCommand({ ...upload, Body, PartNumber, ChecksumAlgorithm: 'CRC32' });
          const { ETag, ChecksumCRC32 } = await client.send(part);
          return { PartNumber, ETag, ChecksumCRC32 };
        }),
      );
      const listed = await client.send(new ListPartsCommand(upload));
      assert.deepEqual(
        listed.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size]),
        [
          [1, PART],
          [2, 3],
        ],
      );
      const done = await client.send(
        new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }),
      );
      const digests = bodies.map((body) => Buffer.from(md5(body), 'hex'));
      assert.equal(done.ETag, `"${md5(Buffer.concat(digests))}-2"`);
      assert.match(done.ChecksumCRC32 ?? '', /==-2$/);
      const got = await client.send(new GetObjectCommand({ Bucket, Key: 'big' }));
      assert.deepEqual(got.Metadata, { k: 'v' });
      assert.equal(
        md5(Buffer.from((await got.Body?.transformToByteArray()) ?? [])),
        md5(Buffer.concat(bodies)),
      );
      await assert.rejects(client.send(new ListPartsCommand(upload)), { name: 'NoSuchUpload' });
    }));

  it('are refused with parts that are wrong, too small or out of order', () =>
    withBucket(async (client) => {
      const upload = await start(client);
      const send = async (PartNumber: number) => {
        const { ETag } = await client.send(new UploadPartCommand({ ...upload, PartNumber, Body: 'small' }));
        return { PartNumber, ETag };
      };
      const [one, two] = [await send(1), await send(2)];
      const complete = (...Parts: object[]) =>
        client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
      await assert.rejects(complete({ PartNumber: 1, ETag: '"other"' }), { name: 'InvalidPart' });
      await assert.rejects(complete(two, one), { name: 'InvalidPartOrder' });
      await assert.rejects(complete(one, two), { name: 'EntityTooSmall' });
      await assert.rejects(client.send(new HeadObjectCommand({ Bucket, Key: 'big' })), { name: 'NotFound' });
    }));

  it('end without a trace when aborted', () =>
    withBucket(async (client) => {
      const upload = await start(client);
      await client.send(new AbortMultipartUploadCommand(upload));
      await assert.rejects(client.send(new AbortMultipartUploadCommand(upload)), { name: 'NoSuchUpload' });
    }));
});
