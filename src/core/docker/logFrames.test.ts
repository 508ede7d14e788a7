import assert from 'node:assert/strict';
import { LogFrames } from './logFrames';

const frame = (stream: number, text: string): Buffer => {
  const header = Buffer.alloc(8);
  header.writeUInt8(stream, 0);
  header.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([header, Buffer.from(text)]);
};

describe('LogFrames', () => {
  it('takes the streams apart however the bytes are cut', () => {
    const bytes = Buffer.concat([frame(1, 'one\n'), frame(2, ''), frame(2, 'err\n'), frame(1, 'two')]);
    for (const size of [1, 3, 8, 11, bytes.length]) {
      const seen: [number, string][] = [];
      const frames = new LogFrames((stream, piece) => seen.push([stream, piece.toString()]));
      for (let at = 0; at < bytes.length; at += size) frames.write(bytes.subarray(at, at + size));
      assert.deepEqual(
        seen,
        [
          [1, 'one\n'],
          [2, ''],
          [2, 'err\n'],
          [1, 'two'],
        ],
        `pieces of ${size}`,
      );
    }
  });
});
