import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import * as v from 'valibot';
import { writeFileAtomic } from './writeFileAtomic';

/** What a copy was made of: path (with `/`) -> SHA-256 of the bundled file. */
const record = v.object({ files: v.record(v.string(), v.string()) });
type Files = v.InferOutput<typeof record>['files'];

export interface SampleCopyReport {
  /** Files written: new ones, and those the person had not changed. */
  readonly written: readonly string[];
  /** Files with a newer bundled version that the person's own version was kept of. */
  readonly kept: readonly string[];
}

/**
 * Copies the bundled sample, or brings a copy up to date: what the person changed or deleted stays as it is.
 * `recordFile` lies outside the copy and tells their changes from ours.
 */
export const copySample = async (
  bundled: string,
  copy: string,
  recordFile: string,
): Promise<SampleCopyReport> => {
  const wanted = await hashAll(bundled);
  const made = (await isThere(copy)) ? await readRecord(recordFile) : {};
  const report = { written: [] as string[], kept: [] as string[] };
  for (const [path, hash] of Object.entries(wanted)) {
    const present = await hashOf(join(copy, path));
    const step = decide({ wanted: hash, made: made[path], present });
    if (step === 'write') await writeFileAtomic(join(copy, path), await readFile(join(bundled, path)));
    if (step === 'write') report.written.push(path);
    if (step === 'keep') report.kept.push(path);
  }
  await removeDropped(copy, made, wanted);
  await writeFileAtomic(recordFile, `${JSON.stringify({ files: wanted }, undefined, 2)}\n`);
  return report;
};

interface FileVersions {
  readonly wanted: string;
  /** What we wrote last; absent when we never did. */
  readonly made: string | undefined;
  readonly present: string | undefined;
}

const decide = ({ wanted, made, present }: FileVersions): 'write' | 'keep' | 'nothing' => {
  if (present === wanted || made === wanted) return 'nothing'; // up to date, or theirs since this very version
  if (present === undefined) return made === undefined ? 'write' : 'nothing'; // new, or deleted by them
  return present === made ? 'write' : 'keep';
};

/** Files that the sample no longer has go, unless the person changed them. */
const removeDropped = async (copy: string, made: Files, wanted: Files): Promise<void> => {
  for (const [path, hash] of Object.entries(made)) {
    if (path in wanted || (await hashOf(join(copy, path))) !== hash) continue;
    await rm(join(copy, path), { force: true });
  }
};

const readRecord = async (file: string): Promise<Files> => {
  try {
    return v.parse(record, JSON.parse(await readFile(file, 'utf8'))).files;
  } catch {
    return {}; // the first copy; without a record every difference counts as the person's
  }
};

const isThere = (dir: string): Promise<boolean> =>
  stat(dir).then(
    () => true,
    () => false,
  );

const hashOf = async (file: string): Promise<string | undefined> => {
  try {
    return createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
  } catch {
    return undefined; // not there
  }
};

/** What tools leave in the folder while the product is developed is no part of the sample. */
const leftBehind =
  /(^|\/)(node_modules|\.chaos|\.serverless|\.terraform|\.terraform\.lock\.hcl|[^/]*\.tfstate[^/]*)(\/|$)/;

const hashAll = async (dir: string): Promise<Files> => {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !leftBehind.test(path))
    .sort();
  const hashes = await Promise.all(
    paths.map(async (path) => [path, (await hashOf(join(dir, path))) ?? ''] as const),
  );
  return Object.fromEntries(hashes);
};
