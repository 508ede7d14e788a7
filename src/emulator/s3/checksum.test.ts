import assert from 'node:assert/strict';
import { compositeChecksum, verifiedChecksum } from './checksum';

const content = Buffer.from('123456789');
/** CRC-32 of "123456789" is the algorithm's published check value, cbf43926. */
const crc32 = Buffer.from('cbf43926', 'hex').toString('base64');

describe('a checksum', () => {
  it('is taken when it matches', () => {
    assert.deepEqual(verifiedChecksum({ 'x-amz-checksum-crc32': crc32 }, content), {
      algorithm: 'crc32',
      value: crc32,
    });
  });

  it('is refused when it does not', () => {
    assert.throws(() => verifiedChecksum({ 'x-amz-checksum-crc32': crc32 }, Buffer.from('other')), {
      code: 'BadDigest',
    });
  });

  it('is not what the name of the algorithm alone says', () => {
    assert.equal(verifiedChecksum({ 'x-amz-checksum-algorithm': 'CRC32' }, content), undefined);
  });

  it('of several parts is the checksum of their checksums', () => {
    const part = { algorithm: 'crc32', value: crc32 };
    const composite = compositeChecksum([part, part]);
    assert.match(composite?.value ?? '', /^[\w+/]{6}==-2$/);
    assert.notEqual(composite?.value, `${crc32}-2`);
  });

  it('of parts that have none, or different ones, does not exist', () => {
    assert.equal(compositeChecksum([undefined]), undefined);
    const parts = [
      { algorithm: 'crc32', value: crc32 },
      { algorithm: 'sha1', value: 'x' },
    ];
    assert.equal(compositeChecksum(parts), undefined);
  });
});
