import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './lib/paths.mjs';

describe('docs/dependencies.md', () => {
  it('says why for each package in package.json, and for no other', async () => {
    const { dependencies, devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    const page = await readFile(join(root, 'docs', 'dependencies.md'), 'utf8');
    const [listed] = page.split('## Fetched when they are needed');
    const explained = [...listed.matchAll(/^\| `([^`]+)` \| \S/gm)].map(([, name]) => name);
    assert.deepEqual(explained.sort(), Object.keys({ ...dependencies, ...devDependencies }).sort());
  });
});
