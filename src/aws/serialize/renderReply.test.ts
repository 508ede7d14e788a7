import assert from 'node:assert/strict';
import { ACMClient, DeleteCertificateCommand, DescribeCertificateCommand } from '@aws-sdk/client-acm';
import {
  CloudFormationClient,
  DescribeStacksCommand,
  ValidateTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { cbor } from '@smithy/core/cbor';
import type { AwsCall, Protocol } from '../awsCall';
import type { Reply } from '../reply';
import { receivedBy } from './receivedBy';
import { renderReply } from './renderReply';

const settings = {
  endpoint: 'http://127.0.0.1:4566',
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
};

const render = (protocol: Protocol, service: string, operation: string, reply: Reply) => {
  const call: AwsCall = { protocol, service, operation, region: 'us-east-1', labels: {} };
  return renderReply(call, reply, 'request-1');
};

describe('an answer in its protocol', () => {
  it('query: lists as members, absent members left out, as the CloudFormation client reads it', async () => {
    const stack = {
      StackName: 'a&b',
      CreationTime: new Date('2026-11-23T04:31:00.000Z'),
      StackStatus: 'CREATE_COMPLETE',
      Description: undefined,
      Outputs: [{ OutputKey: 'k', OutputValue: '<v>\r\n' }],
      Capabilities: ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM'],
    };
    const reply = render('query', 'cloudformation', 'DescribeStacks', { body: { Stacks: [stack] } });
    const { Stacks } = await receivedBy(
      new CloudFormationClient(settings),
      new DescribeStacksCommand({}),
      reply,
    );
    const { Description: _absent, ...expected } = stack;
    assert.deepEqual(Stacks, [expected]);
  });

  it('query: an empty answer', async () => {
    const reply = render('query', 'cloudformation', 'ValidateTemplate', { body: {} });
    assert.match(String(reply.body), /<ValidateTemplateResult><\/ValidateTemplateResult>/);
    const command = new ValidateTemplateCommand({ TemplateBody: '{}' });
    const answer = await receivedBy(new CloudFormationClient(settings), command, reply);
    assert.equal(answer.$metadata.requestId, 'request-1');
  });

  it('query: no result element for an operation that answers nothing', () => {
    assert.equal(
      render('query', 'iam', 'DeleteRole', {}).body,
      '<?xml version="1.0" encoding="UTF-8"?>\n' +
        '<DeleteRoleResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">' +
        '<ResponseMetadata><RequestId>request-1</RequestId></ResponseMetadata></DeleteRoleResponse>',
    );
  });

  it('rest-xml: flat lists under the given root, as the S3 client reads it', async () => {
    const body = {
      Name: 'b',
      IsTruncated: false,
      Contents: [
        { Key: 'a/<b>', Size: 1 },
        { Key: ' c ', Size: 2 },
      ],
    };
    const reply = render('rest-xml', 's3', 'ListObjectsV2', { body, xmlRoot: 'ListBucketResult' });
    const command = new ListObjectsV2Command({ Bucket: 'b' });
    const { Contents, IsTruncated } = await receivedBy(new S3Client(settings), command, reply);
    assert.deepEqual([Contents, IsTruncated], [body.Contents, false]);
  });

  it('rest-xml: bytes as they are, without a content type of ours', () => {
    const bytes = Buffer.from([0, 255, 13]);
    const reply = render('rest-xml', 's3', 'GetObject', { body: bytes, headers: { etag: '"1"' } });
    assert.deepEqual(reply, {
      status: 200,
      headers: { 'x-amz-request-id': 'request-1', 'x-amz-id-2': 'request-1', etag: '"1"' },
      body: bytes,
    });
  });

  it('json-1.1: an empty object where there is nothing to say', async () => {
    const reply = render('json-1.1', 'acm', 'DeleteCertificate', {});
    assert.deepEqual([reply.body, reply.headers['content-type']], ['{}', 'application/x-amz-json-1.1']);
    const command = new DeleteCertificateCommand({ CertificateArn: 'arn:aws:acm:us-east-1:0:certificate/1' });
    await receivedBy(new ACMClient(settings), command, reply);
  });

  it('json-1.1: members as JSON, as the ACM client reads it', async () => {
    const body = { Certificate: { DomainName: 'a.example', NotBefore: 1795400637.5 } };
    const reply = render('json-1.1', 'acm', 'DescribeCertificate', { body });
    const command = new DescribeCertificateCommand({
      CertificateArn: 'arn:aws:acm:us-east-1:0:certificate/1',
    });
    const { Certificate } = await receivedBy(new ACMClient(settings), command, reply);
    assert.deepEqual(Certificate, { DomainName: 'a.example', NotBefore: new Date(1795400637500) });
  });

  it('rest-json: status, headers and bytes of the operation, as the Lambda client reads them', async () => {
    const reply = render('rest-json', 'lambda', 'Invoke', {
      status: 200,
      headers: { 'x-amz-function-error': 'Unhandled' },
      body: Buffer.from('null'),
    });
    const command = new InvokeCommand({ FunctionName: 'f' });
    const answer = await receivedBy(new LambdaClient(settings), command, reply);
    assert.deepEqual([answer.FunctionError, Buffer.from(answer.Payload).toString()], ['Unhandled', 'null']);
  });

  it('rest-json: 204 without body and content type', () => {
    const reply = render('rest-json', 'lambda', 'DeleteFunction', { status: 204 });
    assert.deepEqual(reply, { status: 204, headers: { 'x-amzn-requestid': 'request-1' }, body: '' });
  });

  it('ec2: members beside the request id, lists as items', () => {
    const reply = render('ec2', 'ec2', 'DescribeVpcs', { body: { vpcSet: [{ vpcId: 'v' }] } });
    assert.equal(
      reply.body,
      '<?xml version="1.0" encoding="UTF-8"?>\n' +
        '<DescribeVpcsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">' +
        '<requestId>request-1</requestId><vpcSet><item><vpcId>v</vpcId></item></vpcSet></DescribeVpcsResponse>',
    );
  });

  it('rpc-v2-cbor', () => {
    const reply = render('rpc-v2-cbor', 'cloudwatch', 'ListMetrics', { body: { Metrics: [{ n: 1.5 }] } });
    assert.deepEqual(cbor.deserialize(Buffer.from(reply.body)), { Metrics: [{ n: 1.5 }] });
  });
});
