import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root } from './lib/paths.mjs';
import { runCommand } from './lib/runCommand.mjs';

describe('the documentation', () => {
  it('links to files and pictures that are there', async () => {
    const listed = await runCommand('git', ['ls-files', '*.md'], { cwd: root });
    const broken = [];
    for (const page of listed.trim().split('\n')) {
      const text = await readFile(join(root, page), 'utf8');
      for (const [, target] of text.matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)) {
        if (!existsSync(join(root, dirname(page), target))) broken.push(`${page}: ${target}`);
      }
    }
    assert.deepEqual(broken, []);
  });

  it('names no script that package.json lacks', async () => {
    const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    const pages = ['README.md', 'CONTRIBUTING.md', 'docs/adding-an-operation.md', 'docs/docker.md'];
    const texts = await Promise.all(pages.map((page) => readFile(join(root, page), 'utf8')));
    const named = [...texts.join('\n').matchAll(/npm run ([\w:-]*\w)/g)].map(([, name]) => name);
    assert.deepEqual(
      named.filter((name) => !(name in scripts)),
      [],
    );
  });
});
