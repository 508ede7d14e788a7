import type { HttpRequest } from '../../../src/aws/http';

/** Requests in each notation, and of services with few paths and with many. */
export const samples: Readonly<Record<string, HttpRequest>> = {
  'a target: DynamoDB GetItem': request('dynamodb', {
    method: 'POST',
    headers: { 'x-amz-target': 'DynamoDB_20120810.GetItem', 'content-type': 'application/x-amz-json-1.0' },
  }),
  'a form: STS GetCallerIdentity': request('sts', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: Buffer.from('Action=GetCallerIdentity&Version=2011-06-15'),
  }),
  'a path: Lambda GetFunction': request('lambda', { path: '/2015-03-31/functions/my-function' }),
  'a path: API Gateway GetIntegration': request('apigateway', {
    path: '/restapis/a1b2c3d4e5/resources/f6g7h8/methods/GET/integration',
  }),
  'a path: S3 UploadPart': request('s3', {
    method: 'PUT',
    path: '/my-bucket/some/where/a%20key',
    query: new URLSearchParams('partNumber=1&uploadId=u&x-id=UploadPart'),
  }),
  'a path: IoT DescribeThing': request('iot', { path: '/things/my-thing' }),
};

function request(service: string, { headers, ...rest }: Partial<HttpRequest>): HttpRequest {
  const authorization =
    `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261123/us-east-1/${service}/aws4_request, ` +
    `SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`;
  return {
    method: 'GET',
    path: '/',
    query: new URLSearchParams(),
    headers: { host: 'localhost:4566', 'user-agent': 'aws-sdk-js/3.0.0', authorization, ...headers },
    rawHeaders: [],
    body: Buffer.alloc(0),
    sourceIp: '127.0.0.1',
    ...rest,
  };
}
