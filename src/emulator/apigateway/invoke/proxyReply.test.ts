import assert from 'node:assert/strict';
import { readProxyReply } from './proxyReply';

const read = (
  result: unknown,
  { accept, binaryMediaTypes = [] as string[] } = {} as { accept?: string; binaryMediaTypes?: string[] },
) => readProxyReply(JSON.stringify(result), { accept, binaryMediaTypes });

describe("a proxy function's result", () => {
  it('becomes the answer', () => {
    assert.deepEqual(
      read({ statusCode: 201, headers: { 'X-A': 'b', 'Content-Type': 'text/html' }, body: '<p>' }),
      {
        status: 201,
        headers: { 'x-a': 'b', 'content-type': 'text/html' },
        body: '<p>',
      },
    );
  });

  it('needs no member at all', () => {
    assert.deepEqual(read({}), { status: 200, headers: { 'content-type': 'application/json' }, body: '' });
    assert.equal(read({ statusCode: '404', headers: null, body: null }).status, 404);
  });

  it('merges headers with those of many values, each value once', () => {
    const { headers } = read({
      headers: { 'Set-Cookie': 'c=3', 'X-One': 'same' },
      multiValueHeaders: { 'set-cookie': ['a=1', 'b=2'], 'x-one': ['same'] },
    });
    assert.deepEqual(headers, {
      'content-type': 'application/json',
      'set-cookie': ['a=1', 'b=2', 'c=3'],
      'x-one': 'same',
    });
  });

  it('does not touch the headers API Gateway sets itself', () => {
    const { headers } = read({
      headers: { 'Content-Length': '9', 'Transfer-Encoding': 'chunked', Date: 'today' },
    });
    assert.deepEqual(headers, {
      'content-type': 'application/json',
      'x-amzn-remapped-content-length': '9',
      'x-amzn-remapped-date': 'today',
    });
  });

  it('is decoded when it is base64 and the caller accepts a binary type', () => {
    const result = { isBase64Encoded: true, body: Buffer.from([0, 255]).toString('base64') };
    const binaryMediaTypes = ['image/png'];
    assert.deepEqual(read(result, { accept: 'image/png,*/*', binaryMediaTypes }).body, Buffer.from([0, 255]));
    assert.equal(read(result, { accept: 'text/html', binaryMediaTypes }).body, 'AP8=');
    assert.deepEqual(read(result, { binaryMediaTypes: ['*/*'] }).body, Buffer.from([0, 255]));
  });

  for (const [why, result] of [
    ['is no object', 'text'],
    ['is null', null],
    ['is a list', []],
    ['has an object for a body', { statusCode: 200, body: { a: 1 } }],
    ['has a foreign member', { statusCode: 200, cookies: [] }],
    ['has a status that is none', { statusCode: 'ok' }],
    ['has a status out of range', { statusCode: 99 }],
    ['has a header that is a number', { headers: { 'X-A': 1 } }],
    ['has a header with a line break', { headers: { 'X-A': 'a\r\nX-B: c' } }],
    ['has a header with a bad name', { headers: { 'X A': 'b' } }],
    ['has headers that are a list', { headers: ['X-A'] }],
    ['has an isBase64Encoded that is text', { isBase64Encoded: 'true' }],
  ] as const) {
    it(`is a 502 when it ${why}`, () => {
      assert.throws(() => read(result), {
        status: 502,
        message: 'Internal server error',
        detail: /^Malformed Lambda proxy response: /,
      });
    });
  }
});
