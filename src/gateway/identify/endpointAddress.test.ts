import assert from 'node:assert/strict';
import { readApiAddress } from './endpointAddress';

const api = (path: string, stage = 'local') => ({ kind: 'api' as const, apiId: 'abc123', stage, path });

const addresses: readonly (readonly [string, string, ReturnType<typeof readApiAddress>])[] = [
  ['127.0.0.1', '/_aws/execute-api/abc123/local/v1/hello', api('/v1/hello')],
  ['127.0.0.1', '/_aws/execute-api/abc123/local', api('/')],
  ['127.0.0.1', '/_aws/execute-api/abc123/local/', api('/')],
  ['127.0.0.1', '/_aws/execute-api/abc123/local/a%2Fb//c/', api('/a%2Fb//c/')],
  ['127.0.0.1', '/restapis/abc123/local/_user_request_/v1', api('/v1')],
  ['127.0.0.1', '/restapis/abc123/local/_user_request_', api('/')],
  ['abc123.execute-api.localhost.localstack.cloud', '/local/v1', api('/v1')],
  ['abc123.execute-api.us-east-1.amazonaws.com', '/local', api('/')],
  ['abc123.execute-api.localhost', '/', api('/', '')],
  ['127.0.0.1', '/restapis/abc123/stages/local', undefined],
  ['127.0.0.1', '/_aws/execute-api/abc123', undefined],
  ['shop.example.com', '/local/v1', undefined],
];

describe('the address of a deployed API', () => {
  for (const [host, path, expected] of addresses) {
    it(`${host}${path}`, () => assert.deepEqual(readApiAddress(host, path), expected));
  }
});
