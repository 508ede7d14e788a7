import { stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { HumanError } from '../errors';
import type { Application } from './deployment';
import { copySample, type SampleCopyReport } from './sampleCopy';

export interface ApplicationWish {
  /** The folder that was asked for: it must hold an application. */
  readonly dir?: string | undefined;
  /** Where to look when none was asked for, and where `.chaos/sample` goes. */
  readonly currentDir: string;
  /** The sample application that comes with the product. */
  readonly bundledSample: string;
  /** The workspace's own folders, when settings name them; relative to `currentDir`. */
  readonly terraformDir?: string | undefined;
  readonly serverlessDir?: string | undefined;
  /** Told when the sample was copied or brought up to date. */
  onSampleCopied?(report: SampleCopyReport, dir: string): void;
}

/**
 * Finds the application to deploy: the folder asked for, else the current folder when it holds one, else a copy of
 * the bundled sample. Rejects with a `HumanError` when the folder asked for holds none.
 */
export const resolveApplication = async (wish: ApplicationWish): Promise<Application> => {
  const configured = await configuredApplication(wish);
  if (configured) return configured;
  const dir = resolve(wish.currentDir, wish.dir ?? '.');
  const own = await applicationIn(dir);
  if (own) return own;
  if (wish.dir !== undefined) throw await nothingThere(dir);
  return sampleApplication(wish);
};

/** What the folder holds: `terraform/` with Terraform files, `serverless/serverless.yml` or `serverless.yml`. */
export const applicationIn = async (dir: string): Promise<Application | undefined> => {
  const terraformDir = join(dir, 'terraform');
  const hasTerraform = await isDirectory(terraformDir);
  const serverlessDir = await firstWith('serverless.yml', [join(dir, 'serverless'), dir]);
  if (!hasTerraform && !serverlessDir) return undefined;
  return { dir, ...(hasTerraform ? { terraformDir } : {}), ...(serverlessDir ? { serverlessDir } : {}) };
};

/** The copy of the sample under a folder, if one was made. */
export const sampleFolder = (currentDir: string): string => join(currentDir, '.chaos', 'sample');

const sampleApplication = async ({
  currentDir,
  bundledSample,
  onSampleCopied,
}: ApplicationWish): Promise<Application> => {
  const dir = sampleFolder(resolve(currentDir));
  const report = await copySample(bundledSample, dir, join(currentDir, '.chaos', 'sample.json'));
  await ignoreInGit(join(currentDir, '.chaos'));
  if (report.written.length + report.kept.length > 0) onSampleCopied?.(report, dir);
  const application = await applicationIn(dir);
  if (application) return { ...application, sample: true };
  throw new HumanError(
    `The sample application in ${dir} is no longer whole. Delete that folder, and deploy again.`,
  );
};

/** What we put there is nobody's to commit, unless they say so by changing the file. */
const ignoreInGit = async (dir: string): Promise<void> => {
  await writeFile(join(dir, '.gitignore'), '*\n', { flag: 'wx' }).catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
};

const configuredApplication = async (wish: ApplicationWish): Promise<Application | undefined> => {
  if (wish.dir !== undefined || (!wish.terraformDir && !wish.serverlessDir)) return undefined;
  const dir = resolve(wish.currentDir);
  const terraformDir = wish.terraformDir && resolve(dir, wish.terraformDir);
  const serverlessDir = wish.serverlessDir && resolve(dir, wish.serverlessDir);
  for (const each of [terraformDir, serverlessDir]) {
    if (each && !(await isDirectory(each))) {
      throw new HumanError(`The folder ${each}, which the settings name, is not there. Correct the setting.`);
    }
  }
  return { dir, ...(terraformDir ? { terraformDir } : {}), ...(serverlessDir ? { serverlessDir } : {}) };
};

const nothingThere = async (dir: string) =>
  new HumanError(
    (await isDirectory(dir))
      ? `${dir} holds no application: it needs a terraform/ folder or a serverless.yml.`
      : `${dir} is not a folder. Name the folder of the application, or none for the sample.`,
    'usage',
  );

const firstWith = async (name: string, dirs: readonly string[]): Promise<string | undefined> => {
  for (const dir of dirs) {
    if (await isFile(join(dir, name))) return dir;
  }
  return undefined;
};

const isDirectory = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
