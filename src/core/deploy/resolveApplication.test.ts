import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isHumanError } from '../errors';
import { withFolder } from './fakeTool';
import { type ApplicationWish, resolveApplication } from './resolveApplication';

/** A folder `own` with the given files, and a bundled sample beside it. */
const withFiles = (files: readonly string[], work: (wish: ApplicationWish) => Promise<void>) =>
  withFolder(async (root) => {
    const currentDir = join(root, 'own');
    const bundledSample = join(root, 'bundled');
    await touch(currentDir, files);
    await touch(bundledSample, ['terraform/main.tf', 'serverless/serverless.yml']);
    await work({ currentDir, bundledSample });
  });

const touch = async (dir: string, files: readonly string[]): Promise<void> => {
  await mkdir(dir, { recursive: true });
  for (const file of files) {
    await mkdir(join(dir, file, '..'), { recursive: true });
    await writeFile(join(dir, file), '');
  }
};

const usage = (pattern: RegExp) => (error: unknown) =>
  isHumanError(error) && error.kind === 'usage' && pattern.test(error.message);

describe('resolveApplication', () => {
  it('takes the current folder when it holds an application', () =>
    withFiles(['terraform/main.tf', 'serverless.yml'], async (wish) => {
      const dir = wish.currentDir;
      assert.deepEqual(await resolveApplication(wish), {
        dir,
        terraformDir: join(dir, 'terraform'),
        serverlessDir: dir,
      });
    }));

  it('takes a part for the whole', () =>
    withFiles(['serverless/serverless.yml'], async (wish) => {
      const dir = wish.currentDir;
      assert.deepEqual(await resolveApplication(wish), { dir, serverlessDir: join(dir, 'serverless') });
    }));

  it('copies the sample when the current folder holds none', () =>
    withFiles(['README.md'], async (wish) => {
      const dir = join(wish.currentDir, '.chaos', 'sample');
      const copied: unknown[] = [];
      const application = await resolveApplication({
        ...wish,
        onSampleCopied: (report) => copied.push(report),
      });
      assert.deepEqual(application, {
        dir,
        terraformDir: join(dir, 'terraform'),
        serverlessDir: join(dir, 'serverless'),
        sample: true,
      });
      await resolveApplication({ ...wish, onSampleCopied: (report) => copied.push(report) });
      assert.deepEqual(copied, [{ written: ['serverless/serverless.yml', 'terraform/main.tf'], kept: [] }]);
    }));

  it('puts no sample in place of the folder that was asked for', () =>
    withFiles(['elsewhere/README.md'], async (wish) => {
      await assert.rejects(
        resolveApplication({ ...wish, dir: 'elsewhere' }),
        usage(/holds no application: it needs/),
      );
      await assert.rejects(resolveApplication({ ...wish, dir: 'nowhere' }), usage(/nowhere is not a folder/));
    }));

  it('takes the folders that the settings name, and says which of them is missing', () =>
    withFiles(['infra/main.tf', 'api/serverless.yml'], async (wish) => {
      const dir = wish.currentDir;
      assert.deepEqual(await resolveApplication({ ...wish, terraformDir: 'infra', serverlessDir: 'api' }), {
        dir,
        terraformDir: join(dir, 'infra'),
        serverlessDir: join(dir, 'api'),
      });
      await assert.rejects(
        resolveApplication({ ...wish, terraformDir: 'gone' }),
        (error) => isHumanError(error) && /gone, which the settings name, is not there/.test(error.message),
      );
    }));

  it('asks for a new copy when somebody deleted half of the sample', () =>
    withFiles([], async (wish) => {
      const { dir } = await resolveApplication(wish);
      await writeFile(join(dir, 'mine.txt'), '');
      for (const part of ['terraform', 'serverless']) await rm(join(dir, part), { recursive: true });
      await assert.rejects(resolveApplication(wish), /no longer whole\. Delete that folder/);
    }));
});
