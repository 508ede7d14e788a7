import assert from 'node:assert/strict';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { readLines } from './lineReader';

describe('readLines', () => {
  it('puts lines together from chunks, characters cut in half included', async () => {
    const stream = new PassThrough();
    const lines: string[] = [];
    readLines(stream, (line) => lines.push(line));
    const bytes = Buffer.from('one\ntwö\n\nthree');
    for (const byte of bytes) stream.write(Buffer.from([byte]));
    stream.end();
    await once(stream, 'end');
    assert.deepEqual(lines, ['one', 'twö', '', 'three']);
  });
});
