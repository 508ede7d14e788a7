// @ts-check
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replaceSection, writeResults } from './results.mjs';

describe('the file of results', () => {
  it('takes a new section at its end', () => {
    const document = replaceSection('# Results\n', 'panel', '## Panel\n\n1 ms\n');
    assert.equal(document, '# Results\n\n<!-- begin panel -->\n## Panel\n\n1 ms\n<!-- end panel -->\n');
  });

  it('replaces a section and leaves the others as they are', () => {
    const both = replaceSection(replaceSection('# Results\n', 'panel', 'old $& 1'), 'engine', '2');
    assert.equal(replaceSection(both, 'panel', 'new'), both.replace('old $& 1', 'new'));
  });

  it('begins when there is none, and leaves nothing else behind', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'chaos-results-'));
    try {
      const file = join(folder, 'results.md');
      await writeResults('panel', '## Panel', file);
      assert.match(await readFile(file, 'utf8'), /^# Results\n[\s\S]*## Panel\n<!-- end panel -->\n$/);
      assert.deepEqual(await readdir(folder), ['results.md']);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
