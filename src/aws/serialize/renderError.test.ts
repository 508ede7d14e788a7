import assert from 'node:assert/strict';
import { ACMClient, ListCertificatesCommand } from '@aws-sdk/client-acm';
import { APIGatewayClient, GetRestApiCommand } from '@aws-sdk/client-api-gateway';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetObjectCommand, HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { AwsEc2QueryProtocol } from '@aws-sdk/core/protocols';
import { cbor } from '@smithy/core/cbor';
import { AwsError } from '../awsError';
import { errorReceivedBy } from './receivedBy';
import { renderError } from './renderError';

const settings = {
  endpoint: 'http://127.0.0.1:4566',
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
};

const message = 'No <such> "thing" & more\r\n\0ü';
/** NUL cannot be written in XML. */
const xmlMessage = 'No <such> "thing" & more\r\n\ufffdü';
const error = new AwsError('ResourceNotFoundException', message, 404);
const received = { name: 'ResourceNotFoundException', message, status: 404, requestId: 'request-1' };

describe('an error in the shape of its protocol', () => {
  it('rest-json, as the Lambda and API Gateway clients read it', async () => {
    const reply = renderError('rest-json', 'lambda', error, 'request-1');
    const lambda = new LambdaClient(settings);
    assert.deepEqual(
      await errorReceivedBy(lambda, new GetFunctionCommand({ FunctionName: 'f' }), reply),
      received,
    );
    const gateway = new APIGatewayClient(settings);
    const seen = await errorReceivedBy(gateway, new GetRestApiCommand({ restApiId: 'a' }), reply);
    assert.equal(seen.name, 'ResourceNotFoundException');
  });

  it('json-1.1, as the ACM client reads it', async () => {
    const reply = renderError('json-1.1', 'acm', error, 'request-1');
    const acm = new ACMClient(settings);
    assert.deepEqual(await errorReceivedBy(acm, new ListCertificatesCommand({}), reply), received);
    assert.equal(reply.headers['content-type'], 'application/x-amz-json-1.1');
    assert.equal(reply.headers['x-amzn-errortype'], 'ResourceNotFoundException');
    assert.deepEqual(JSON.parse(String(reply.body)), { __type: 'ResourceNotFoundException', message });
  });

  it('query, as the CloudFormation client reads it', async () => {
    const reply = renderError('query', 'cloudformation', error, 'request-1');
    const client = new CloudFormationClient(settings);
    const seen = await errorReceivedBy(client, new DescribeStacksCommand({}), reply);
    assert.deepEqual(seen, { ...received, message: xmlMessage });
  });

  it('query: the fault is the sender below 500 and the receiver from there', () => {
    const body = (status: number) =>
      renderError('query', 'sts', new AwsError('Some', 'text', status), 'r').body;
    assert.equal(
      body(400),
      '<?xml version="1.0" encoding="UTF-8"?>\n' +
        '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">' +
        '<Error><Type>Sender</Type><Code>Some</Code><Message>text</Message></Error>' +
        '<RequestId>r</RequestId></ErrorResponse>',
    );
    assert.match(String(body(503)), /<Type>Receiver<\/Type>/);
  });

  it('S3: a bare Error, as its client reads it', async () => {
    const reply = renderError('rest-xml', 's3', new AwsError('NoSuchKey', message, 404), 'request-1');
    assert.match(String(reply.body), /^<\?xml [^>]+>\n<Error><Code>NoSuchKey<\/Code>/);
    const get = new GetObjectCommand({ Bucket: 'b', Key: 'k' });
    const seen = await errorReceivedBy(new S3Client(settings), get, reply);
    assert.deepEqual(seen, { ...received, name: 'NoSuchKey', message: xmlMessage });
  });

  it('S3: HEAD has no body, and its client knows by the status', async () => {
    const reply = renderError('rest-xml', 's3', new AwsError('NoSuchKey', 'none', 404), 'request-1');
    const head = new HeadObjectCommand({ Bucket: 'b', Key: 'k' });
    const seen = await errorReceivedBy(new S3Client(settings), head, { ...reply, body: '' });
    assert.deepEqual([seen.name, seen.status], ['NotFound', 404]);
  });

  it('rest-xml elsewhere: wrapped as in query', () => {
    const { body } = renderError('rest-xml', 'route53', new AwsError('Some', 'text'), 'r');
    assert.match(
      String(body),
      /<ErrorResponse xmlns="https:\/\/route53[^>]+><Error>.*<\/Error><RequestId>r<\/RequestId><\/ErrorResponse>$/,
    );
  });

  it('ec2', () => {
    const reply = renderError('ec2', 'ec2', new AwsError('InvalidVpc', 'text', 400), 'r');
    assert.equal(
      reply.body,
      '<?xml version="1.0" encoding="UTF-8"?>\n' +
        '<Response><Errors><Error><Code>InvalidVpc</Code><Message>text</Message></Error></Errors>' +
        '<RequestID>r</RequestID></Response>',
    );
  });

  it('ec2, as a client reads it that is told to speak it', async () => {
    const reply = renderError('ec2', 'ec2', error, 'request-1');
    const client = new STSClient({ ...settings, protocol: AwsEc2QueryProtocol });
    const seen = await errorReceivedBy(client, new GetCallerIdentityCommand({}), reply);
    assert.deepEqual(seen, { ...received, message: xmlMessage });
  });

  it('rpc-v2-cbor', () => {
    const reply = renderError('rpc-v2-cbor', 'cloudwatch', error, 'request-1');
    assert.equal(reply.headers['smithy-protocol'], 'rpc-v2-cbor');
    assert.deepEqual(cbor.deserialize(Buffer.from(reply.body)), {
      __type: 'ResourceNotFoundException',
      message,
    });
  });

  it('names the request in the header that the client of the service reads', () => {
    const header = (protocol: Parameters<typeof renderError>[0], service: string) => {
      const { headers } = renderError(protocol, service, error, 'request-1');
      return headers['x-amzn-requestid'] ?? headers['x-amz-request-id'];
    };
    assert.deepEqual(
      [header('query', 'sts'), header('rest-xml', 's3'), header('ec2', 'ec2'), header('rest-json', 'lambda')],
      ['request-1', 'request-1', 'request-1', 'request-1'],
    );
  });
});
