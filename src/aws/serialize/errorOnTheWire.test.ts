import assert from 'node:assert/strict';
import { cbor } from '@smithy/core/cbor';
import type { Protocol } from '../awsCall';
import { AwsError } from '../awsError';
import { renderError } from './renderError';

const id = '8a5c6f0e-3c0a-4c5b-9f0e-1f2a3b4c5d6e';
const xml = (root: string) => `<?xml version="1.0" encoding="UTF-8"?>\n${root}`;
const json = '{"__type":"Busy","message":"text"}';

/**
 * What the SDKs for Go (aws/protocol/*, service/internal/s3shared of aws-sdk-go-v2) and Java (core/protocols/* of
 * aws-sdk-java-v2) read of an error, which no test here can run:
 *
 *   JSON    the code in x-amzn-errortype, else __type; message
 *           x-amzn-query-error, `code;fault`, where the service spoke query before
 *   CBOR    nothing unless smithy-protocol is there; __type, message
 *   query   Error > Code, Error > Message, RequestId
 *   EC2     Errors > Error > Code, RequestID
 *   S3      Code, Message, RequestId, HostId of the root
 *   all     x-amzn-requestid, of S3 x-amz-request-id and x-amz-id-2
 */
const answers: readonly (readonly [Protocol, string, Record<string, string>, body: string | undefined])[] = [
  [
    'json-1.0',
    'dynamodb',
    { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': 'Busy', 'x-amzn-requestid': id },
    json,
  ],
  [
    'json-1.1',
    'acm',
    { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': 'Busy', 'x-amzn-requestid': id },
    json,
  ],
  [
    'json-1.0',
    'sqs',
    {
      'content-type': 'application/x-amz-json-1.0',
      'x-amzn-errortype': 'Busy',
      'x-amzn-requestid': id,
      'x-amzn-query-error': 'Busy;Receiver',
    },
    json,
  ],
  [
    'rest-json',
    'lambda',
    { 'content-type': 'application/json', 'x-amzn-errortype': 'Busy', 'x-amzn-requestid': id },
    json,
  ],
  [
    'rpc-v2-cbor',
    'cloudwatch',
    {
      'content-type': 'application/cbor',
      'smithy-protocol': 'rpc-v2-cbor',
      'x-amzn-errortype': 'Busy',
      'x-amzn-requestid': id,
      'x-amzn-query-error': 'Busy;Receiver',
    },
    undefined,
  ],
  [
    'query',
    'iam',
    { 'content-type': 'text/xml', 'x-amzn-requestid': id },
    xml(
      '<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Receiver</Type><Code>Busy</Code>' +
        `<Message>text</Message></Error><RequestId>${id}</RequestId></ErrorResponse>`,
    ),
  ],
  [
    'ec2',
    'ec2',
    { 'content-type': 'text/xml', 'x-amzn-requestid': id },
    xml(
      '<Response><Errors><Error><Code>Busy</Code><Message>text</Message></Error></Errors>' +
        `<RequestID>${id}</RequestID></Response>`,
    ),
  ],
  [
    'rest-xml',
    's3',
    { 'content-type': 'application/xml', 'x-amz-request-id': id, 'x-amz-id-2': id },
    xml(
      `<Error><Code>Busy</Code><Message>text</Message><RequestId>${id}</RequestId><HostId>${id}</HostId></Error>`,
    ),
  ],
  [
    'rest-xml',
    'cloudfront',
    { 'content-type': 'application/xml', 'x-amzn-requestid': id },
    xml(
      '<ErrorResponse xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Error><Type>Receiver</Type>' +
        `<Code>Busy</Code><Message>text</Message></Error><RequestId>${id}</RequestId></ErrorResponse>`,
    ),
  ],
];

describe('an error as it is on the wire, for SDKs that cannot be asked here', () => {
  for (const [protocol, service, headers, body] of answers) {
    it(`${protocol}: ${service}`, () => {
      const reply = renderError(protocol, service, new AwsError('Busy', 'text', 503), id);
      assert.equal(reply.status, 503);
      assert.deepEqual(reply.headers, headers);
      if (body !== undefined) assert.equal(reply.body, body);
      else assert.deepEqual(cbor.deserialize(Buffer.from(reply.body)), { __type: 'Busy', message: 'text' });
    });
  }
});
