import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { processTree } from '../support/processTree';
import type { Workbench } from '../support/workbench';

/**
 * Where a secret can be read, of all that VS Code leaves for others to see: its files (settings, logs, stored state,
 * the workspace), the page, and the arguments of this machine's processes. Empty is good.
 */
export async function whereIs(secret: string, { page, folder }: Workbench): Promise<string[]> {
  const [files, html, text, processes] = await Promise.all([
    filesWith(secret, dirname(folder)),
    page.content(),
    page.locator('body').innerText(),
    processTree(everyProcess),
  ]);
  return [
    ...files,
    ...(`${html}${text}`.includes(secret) ? ['the page'] : []),
    ...processes.flatMap(({ pid, command }) => (command.includes(secret) ? [`process ${pid}`] : [])),
  ];
}

/** The parent of the first process. */
const everyProcess = 0;

async function filesWith(secret: string, folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const found = await Promise.all(files.map(async (file) => ((await contains(file, secret)) ? [file] : [])));
  return found.flat();
}

const contains = (file: string, secret: string): Promise<boolean> =>
  readFile(file).then(
    (content) => content.includes(secret),
    () => false, // it has gone meanwhile
  );
