import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { withFolder } from './fakeTool';
import { copySample } from './sampleCopy';

type Files = Readonly<Record<string, string>>;

/** Two folders: `bundle` writes what is shipped, `copy` brings the copy up to date. */
const withSample = (work: (sample: Sample) => Promise<void>) => withFolder((dir) => work(new Sample(dir)));

class Sample {
  private readonly bundled: string;
  private readonly target: string;

  constructor(private readonly dir: string) {
    this.bundled = join(dir, 'bundled');
    this.target = join(dir, 'copy');
  }

  async bundle(files: Files): Promise<void> {
    await rm(this.bundled, { recursive: true, force: true });
    await writeAll(this.bundled, files);
  }

  copy() {
    return copySample(this.bundled, this.target, join(this.dir, 'sample.json'));
  }

  edit(files: Files): Promise<void> {
    return writeAll(this.target, files);
  }

  deleteAll(): Promise<void> {
    return rm(this.target, { recursive: true });
  }

  delete(path: string): Promise<void> {
    return rm(join(this.target, path));
  }

  async files(): Promise<Files> {
    const entries = await readdir(this.target, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const read = async (path: string) =>
      [path.slice(this.target.length + 1), await readFile(path, 'utf8')] as const;
    return Object.fromEntries(await Promise.all(paths.sort().map(read)));
  }
}

const writeAll = async (dir: string, files: Files): Promise<void> => {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), content);
  }
};

describe('copySample', () => {
  it('copies everything but what tools left behind', () =>
    withSample(async (sample) => {
      await sample.bundle({
        'a/main.tf': '1',
        '.gitignore': 'x',
        'node_modules/osls/index.js': 'no',
        'a/terraform.tfstate': 'no',
      });
      assert.deepEqual(await sample.copy(), { written: ['.gitignore', 'a/main.tf'], kept: [] });
      assert.deepEqual(await sample.files(), { '.gitignore': 'x', 'a/main.tf': '1' });
    }));

  it('does nothing when nothing is new, whatever the person did to the copy', () =>
    withSample(async (sample) => {
      await sample.bundle({ edited: '1', deleted: '1' });
      await sample.copy();
      await sample.edit({ edited: 'mine', added: 'mine' });
      await sample.delete('deleted');
      assert.deepEqual(await sample.copy(), { written: [], kept: [] });
      assert.deepEqual(await sample.files(), { added: 'mine', edited: 'mine' });
    }));

  it('brings untouched files to a newer version, and keeps what the person changed or deleted', () =>
    withSample(async (sample) => {
      await sample.bundle({ untouched: '1', edited: '1', deleted: '1' });
      await sample.copy();
      await sample.edit({ edited: 'mine' });
      await sample.delete('deleted');
      await sample.bundle({ untouched: '2', edited: '2', deleted: '2', added: '2' });
      assert.deepEqual(await sample.copy(), { written: ['added', 'untouched'], kept: ['edited'] });
      assert.deepEqual(await sample.files(), { added: '2', edited: 'mine', untouched: '2' });
      assert.deepEqual(await sample.copy(), { written: [], kept: [] });
    }));

  it('keeps a change through two newer versions', () =>
    withSample(async (sample) => {
      await sample.bundle({ file: '1' });
      await sample.copy();
      await sample.edit({ file: 'mine' });
      for (const version of ['2', '3']) {
        await sample.bundle({ file: version });
        assert.deepEqual(await sample.copy(), { written: [], kept: ['file'] });
      }
      assert.deepEqual(await sample.files(), { file: 'mine' });
    }));

  it('takes files that are no longer shipped away, unless they were changed', () =>
    withSample(async (sample) => {
      await sample.bundle({ stays: '1', untouched: '1', edited: '1' });
      await sample.copy();
      await sample.edit({ edited: 'mine' });
      await sample.bundle({ stays: '1' });
      await sample.copy();
      assert.deepEqual(await sample.files(), { edited: 'mine', stays: '1' });
    }));

  it('overwrites nothing that was there before the first copy', () =>
    withSample(async (sample) => {
      await sample.edit({ file: 'mine' });
      await sample.bundle({ file: '1' });
      assert.deepEqual(await sample.copy(), { written: [], kept: ['file'] });
      assert.deepEqual(await sample.files(), { file: 'mine' });
    }));

  it('copies anew when the whole copy was deleted', () =>
    withSample(async (sample) => {
      await sample.bundle({ file: '1' });
      await sample.copy();
      await sample.deleteAll();
      assert.deepEqual(await sample.copy(), { written: ['file'], kept: [] });
    }));
});
