import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { zipOf } from '../withLambda';
import { checkArchive, unpackArchive } from './archive';

const refusal = (message: string | RegExp) => ({
  code: 'InvalidParameterValueException',
  status: 400,
  message,
});

describe('checkArchive', () => {
  for (const name of [
    '../evil.js',
    'a/../../evil.js',
    '/etc/evil.js',
    'C:/evil.js',
    '..\\evil.js',
    'a\0.js',
  ]) {
    it(`refuses an entry called ${JSON.stringify(name)}`, () =>
      assert.throws(
        () => checkArchive(zipOf({ 'index.js': '', [name]: '' })),
        refusal(/points outside the function's folder/),
      ));
  }

  it('takes names that only look like leaving', () => checkArchive(zipOf({ 'a..b/..c.js': '', '...': '' })));

  it('refuses what is no zip', () =>
    assert.throws(
      () => checkArchive(Buffer.from('exports.handler = 1')),
      refusal('Could not unzip uploaded file. Please check your file, then try to upload again.'),
    ));

  it('refuses an empty zip', () =>
    assert.throws(
      () => checkArchive(Buffer.from(zipSync({}))),
      refusal('Uploaded file must be a non-empty zip'),
    ));

  it('refuses more than 250 MB of content, going by what the zip says', () => {
    const zip = zipOf({ 'a.bin': 'x' });
    // The size of the content in the zip's directory.
    zip.writeUInt32LE(262_144_001, zip.indexOf('PK\x01\x02') + 24);
    assert.throws(() => checkArchive(zip), refusal('Unzipped size must be smaller than 262144000 bytes'));
  });
});

describe('unpackArchive', () => {
  it('writes every file, in folders, over several batches', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'chaos-lab-test-'));
    try {
      const big = 'x'.repeat(9 * 1024 * 1024);
      await unpackArchive(
        zipOf({ 'a/b/c.js': 'c', 'one.txt': big, 'two.txt': big, 'empty.js': '', 'folder/': '' }),
        folder,
      );
      assert.deepEqual((await readdir(folder, { recursive: true })).sort(), [
        'a',
        'a/b',
        'a/b/c.js',
        'empty.js',
        'one.txt',
        'two.txt',
      ]);
      assert.equal(await readFile(join(folder, 'a/b/c.js'), 'utf8'), 'c');
      assert.equal((await readFile(join(folder, 'two.txt'))).length, big.length);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
