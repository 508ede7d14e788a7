import assert from 'node:assert/strict';
import { matchRestOperation } from './matchRestOperation';

const match = (service: string, method: string, target: string, headers: Record<string, string> = {}) => {
  const [path = '', query = ''] = target.split('?');
  const found = matchRestOperation(service, { method, path, query: new URLSearchParams(query), headers });
  return found && [found.operation, found.labels];
};

const bucket = { Bucket: 'b' };
const object = { Bucket: 'b', Key: 'k' };

/** As recorded from Terraform and osls, and where S3 tells operations apart by more than the path. */
const requests: readonly (readonly [string, string, string, string, Record<string, string>])[] = [
  ['apigateway', 'POST', '/restapis', 'CreateRestApi', {}],
  ['apigateway', 'GET', '/restapis/', 'GetRestApis', {}],
  ['apigateway', 'PATCH', '/restapis/a/stages/s', 'UpdateStage', { restApiId: 'a', stageName: 's' }],
  [
    'apigateway',
    'PUT',
    '/restapis/a/resources/r/methods/GET/integration/responses/200',
    'PutIntegrationResponse',
    { restApiId: 'a', resourceId: 'r', httpMethod: 'GET', statusCode: '200' },
  ],
  [
    'apigateway',
    'DELETE',
    '/domainnames/d/basepathmappings/%28none%29',
    'DeleteBasePathMapping',
    { domainName: 'd', basePath: '(none)' },
  ],
  [
    'apigateway',
    'GET',
    '/tags/arn%3Aaws%3A%2Frestapis%2Fa',
    'GetTags',
    { resourceArn: 'arn:aws:/restapis/a' },
  ],
  ['lambda', 'GET', '/2015-03-31/functions/', 'ListFunctions', {}],
  ['lambda', 'POST', '/2015-03-31/functions/f/invocations', 'Invoke', { FunctionName: 'f' }],
  [
    'lambda',
    'GET',
    '/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A0%3Afunction%3Af',
    'GetFunction',
    { FunctionName: 'arn:aws:lambda:us-east-1:0:function:f' },
  ],
  ['s3', 'GET', '/', 'ListBuckets', {}],
  ['s3', 'HEAD', '/b/', 'HeadBucket', bucket],
  ['s3', 'GET', '/b', 'ListObjects', bucket],
  ['s3', 'GET', '/b/?list-type=2&prefix=p', 'ListObjectsV2', bucket],
  ['s3', 'GET', '/b?uploads', 'ListMultipartUploads', bucket],
  ['s3', 'GET', '/b?metrics', 'ListBucketMetricsConfigurations', bucket],
  ['s3', 'GET', '/b?metrics&id=1', 'GetBucketMetricsConfiguration', bucket],
  ['s3', 'POST', '/b/?delete=', 'DeleteObjects', bucket],
  ['s3', 'PUT', '/b/k?x-id=PutObject', 'PutObject', object],
  ['s3', 'PUT', '/b/k', 'PutObject', object],
  ['s3', 'GET', '/b/k', 'GetObject', object],
  ['s3', 'GET', '/b/k?uploadId=u', 'ListParts', object],
  ['s3', 'POST', '/b/k?uploads=', 'CreateMultipartUpload', object],
  ['s3', 'PUT', '/b/k?partNumber=1&uploadId=u&x-id=UploadPart', 'UploadPart', object],
  ['s3', 'POST', '/b/k?uploadId=u', 'CompleteMultipartUpload', object],
  ['s3', 'DELETE', '/b/k?uploadId=u', 'AbortMultipartUpload', object],
  ['s3', 'DELETE', '/b/k', 'DeleteObject', object],
  ['s3', 'GET', '/b//a//b/', 'GetObject', { Bucket: 'b', Key: '/a//b/' }],
  ['s3', 'GET', '/b/2026%3A11/a+b%20c', 'GetObject', { Bucket: 'b', Key: '2026:11/a+b c' }],
  ['s3', 'GET', '/b/100%', 'GetObject', { Bucket: 'b', Key: '100%' }],
];

describe('matching a REST request', () => {
  for (const [service, method, target, operation, labels] of requests) {
    it(`${method} ${target} is ${operation}`, () => {
      assert.deepEqual(match(service, method, target), [operation, labels]);
    });
  }

  it('tells a copy by its header', () => {
    const headers = { 'x-amz-copy-source': '/b/other' };
    assert.deepEqual(match('s3', 'PUT', '/b/k', headers), ['CopyObject', object]);
    const part = '/b/k?partNumber=1&uploadId=u';
    assert.deepEqual(match('s3', 'PUT', part, headers), ['UploadPartCopy', object]);
  });

  it('finds nothing for another method, a longer path, an empty label or an unknown service', () => {
    assert.deepEqual(
      [
        match('lambda', 'PATCH', '/2015-03-31/functions/f'),
        match('lambda', 'GET', '/2015-03-31/functions/f/nothing/here'),
        match('lambda', 'GET', '/2015-03-31/functions//configuration'),
        match('constructor', 'GET', '/'),
      ],
      [undefined, undefined, undefined, undefined],
    );
  });
});
