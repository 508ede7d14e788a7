import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkOutputs, journalPaths } from './outputFiles';

describe('journalPaths', () => {
  it('is journal.json for one, as in Chaos Toolkit, and a folder for several', () => {
    assert.deepEqual(journalPaths(['a.yaml']), ['journal.json']);
    assert.deepEqual(journalPaths(['a.yaml'], 'x/y.json'), ['x/y.json']);
    assert.deepEqual(journalPaths(['a.chaos.yaml', 'b/A.chaos.json', 'c.txt'], 'out'), [
      join('out', 'a.json'),
      join('out', 'A-2.json'),
      join('out', 'c.txt.json'),
    ]);
    assert.deepEqual(journalPaths(['a.yml', 'b.yml']), [
      join('journals', 'a.json'),
      join('journals', 'b.json'),
    ]);
  });

  it('refuses one file for several journals', () => {
    assert.throws(
      () => journalPaths(['a.yaml', 'b.yaml'], 'journal.json'),
      /there are 2 experiments\. Give a folder/,
    );
  });
});

describe('checkOutputs', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chaos-lab-outputs-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('makes the folders, and leaves nothing else', async () => {
    await checkOutputs([join(folder, 'a/b/c.xml')], []);
    assert.deepEqual(await readdir(folder, { recursive: true }), ['a', join('a', 'b')]);
  });

  it('says what cannot be written before anything runs', async () => {
    await mkdir(join(folder, 'taken'));
    await writeFile(join(folder, 'file'), '');
    const cases: readonly [string[], RegExp][] = [
      [['taken'], /taken cannot be written \(it is a folder\)\. Nothing was run/],
      [['file/below.xml'], /below\.xml cannot be written \(E/],
      [['a.xml', 'a.xml'], /Two reports would be written to .*a\.xml/],
      [['experiment.yaml'], /is the experiment itself/],
    ];
    for (const [names, said] of cases) {
      const paths = names.map((name) => join(folder, name));
      await assert.rejects(checkOutputs(paths, [join(folder, 'experiment.yaml')]), said);
    }
  });
});
