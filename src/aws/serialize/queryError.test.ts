import assert from 'node:assert/strict';
import { AwsError } from '../awsError';
import { queryErrorHeader } from './queryError';
import { renderError } from './renderError';

const headerOf = (service: string, code: string, status: number) =>
  queryErrorHeader(service, new AwsError(code, '', status))['x-amzn-query-error'];

describe('the error code of services that spoke query once', () => {
  it('stays as it was, and says whose fault it is', () => {
    assert.equal(headerOf('sqs', 'QueueDoesNotExist', 400), 'AWS.SimpleQueueService.NonExistentQueue;Sender');
    assert.equal(headerOf('cloudwatch', 'InternalServiceFault', 500), 'InternalServiceError;Receiver');
  });

  it('is the code itself where it never had another', () => {
    assert.equal(headerOf('sqs', 'ServiceUnavailable', 503), 'ServiceUnavailable;Receiver');
    assert.equal(headerOf('sqs', 'constructor', 400), 'constructor;Sender');
  });

  it('is told in JSON and CBOR, and by no other service', () => {
    const of = (protocol: Parameters<typeof renderError>[0], service: string) =>
      renderError(protocol, service, new AwsError('OverLimit', '', 403), 'r').headers['x-amzn-query-error'];
    assert.deepEqual(
      [
        of('json-1.0', 'sqs'),
        of('rpc-v2-cbor', 'cloudwatch'),
        of('json-1.0', 'dynamodb'),
        of('query', 'sqs'),
      ],
      ['OverLimit;Sender', 'OverLimit;Sender', undefined, undefined],
    );
  });
});
