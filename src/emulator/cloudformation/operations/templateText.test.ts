import assert from 'node:assert/strict';
import { parseS3Url } from './templateText';

describe('the URL of a template', () => {
  for (const [url, bucket, key] of [
    [
      'https://s3.amazonaws.com/b/a/1-2026-11-23T02:23:57.585Z/t.json',
      'b',
      'a/1-2026-11-23T02:23:57.585Z/t.json',
    ],
    ['https://s3.eu-west-1.amazonaws.com/b/t.json', 'b', 't.json'],
    ['https://b.s3.amazonaws.com/a/t.json', 'b', 'a/t.json'],
    ['https://my.dotted.b.s3-eu-west-1.amazonaws.com/t.json', 'my.dotted.b', 't.json'],
    ['http://127.0.0.1:4566/b/a%3A1/t.json', 'b', 'a:1/t.json'],
    ['http://127.0.0.1:4566/b/100%/t.json', 'b', '100%/t.json'],
  ] as const) {
    it(`${url} is ${key} in ${bucket}`, () => {
      assert.deepEqual(parseS3Url(url), { bucket, key });
    });
  }

  for (const url of ['t.json', 'https://s3.amazonaws.com/b', 'https://s3.amazonaws.com/']) {
    it(`${url} is refused`, () => {
      assert.throws(() => parseS3Url(url), { code: 'ValidationError', message: /names no bucket and key/ });
    });
  }
});
