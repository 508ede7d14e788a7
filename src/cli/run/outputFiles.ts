import { access, constants, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { HumanError, messageOf } from '../../core/errors';

/** What is asked to be written. */
export interface OutputWish {
  readonly journalPath?: string;
  readonly junit?: string;
  readonly html?: string;
  readonly markdown?: string;
}

/** Where each journal goes, in the order of the files: `journal.json` for one, as Chaos Toolkit has it; a folder for several. */
export const journalPaths = (files: readonly string[], journalPath?: string): string[] => {
  if (files.length === 1) return [journalPath ?? 'journal.json'];
  if (journalPath?.endsWith('.json'))
    throw wrong(
      `--journal-path names the file ${journalPath}, and there are ${files.length} experiments. Give a folder: each gets a journal in it.`,
    );
  const folder = journalPath ?? 'journals';
  const taken = new Set<string>();
  return files.map((file) => join(folder, freeName(stemOf(file), taken)));
};

const stemOf = (file: string): string => basename(file).replace(/(\.chaos)?\.(ya?ml|json)$/i, '');

const freeName = (stem: string, taken: Set<string>): string => {
  let name = `${stem}.json`;
  for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${stem}-${count}.json`;
  taken.add(name.toLowerCase());
  return name;
};

/** Makes the folders, and rejects with a `HumanError` when something could not be written in the end. */
export const checkOutputs = async (paths: readonly string[], inputs: readonly string[]): Promise<void> => {
  const places = paths.map((path) => resolve(path));
  const twice = paths.find((_, index) => places.indexOf(places[index] ?? '') !== index);
  if (twice !== undefined)
    throw wrong(`Two reports would be written to ${twice}. Give each a file of its own.`);
  for (const path of paths) {
    if (inputs.some((input) => resolve(input) === resolve(path)))
      throw wrong(`${path} is the experiment itself. Write the report elsewhere.`);
    await checkOutput(path);
  }
};

const checkOutput = async (path: string): Promise<void> => {
  try {
    await mkdir(dirname(path), { recursive: true });
    const found = await stat(path).catch(() => undefined);
    if (found?.isDirectory()) throw new Error('it is a folder');
    if (found) await access(path, constants.W_OK);
    await tryFolder(dirname(path));
  } catch (cause) {
    throw wrong(
      `${path} cannot be written (${messageOf(cause)}). Nothing was run; give another path.`,
      cause,
    );
  }
};

/** What is written beside the file and then renamed needs a folder that takes new files. */
const tryFolder = async (folder: string): Promise<void> => {
  const file = join(folder, `.chaos-lab-${process.pid}.tmp`);
  await writeFile(file, '');
  await rm(file, { force: true });
};

const wrong = (message: string, cause?: unknown) => new HumanError(message, 'usage', { cause });
