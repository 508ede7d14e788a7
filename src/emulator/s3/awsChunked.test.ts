import assert from 'node:assert/strict';
import { decodeAwsChunked } from './awsChunked';

const decode = (text: string) => {
  const { content, trailers } = decodeAwsChunked(Buffer.from(text));
  return { content: String(content), trailers };
};

describe('an aws-chunked body', () => {
  it('is put together from its chunks, line ends inside included', () => {
    assert.deepEqual(decode('5\r\nab\r\nc\r\n3\r\ndef\r\n0\r\n\r\n'), {
      content: 'ab\r\ncdef',
      trailers: {},
    });
  });

  it('gives the trailers by lower-case name', () => {
    assert.deepEqual(decode('3\r\nabc\r\n0\r\nX-Amz-Checksum-Crc32:NSRBwg==\r\n\r\n'), {
      content: 'abc',
      trailers: { 'x-amz-checksum-crc32': 'NSRBwg==' },
    });
  });

  it('may have signed chunks', () => {
    const body = '3;chunk-signature=ad80\r\nabc\r\n0;chunk-signature=b600\r\n\r\n';
    assert.equal(decode(body).content, 'abc');
  });

  for (const [what, body] of [
    ['ends inside a chunk', '5\r\nab'],
    ['ends before the last chunk', '2\r\nab\r\n'],
    ['has a size that is no number', 'zz\r\nab\r\n0\r\n\r\n'],
    ['is empty', ''],
  ] as const) {
    it(`is refused when it ${what}`, () => {
      assert.throws(() => decode(body), { code: 'IncompleteBody' });
    });
  }
});
