import { join } from 'node:path';
import { buildIfStale } from '../../scripts/lib/buildExtension.mjs';
import { packageExtension } from '../../scripts/lib/packageExtension.mjs';
import { createProgress } from '../../scripts/lib/progress.mjs';
import { installExtension } from '../../scripts/vscode/codeServer.mjs';
import type { CodeServerRelease } from '../../scripts/vscode/codeServerRelease.mjs';
import { temporaryFolder } from './temporaryFolder';

let installed: Promise<string> | undefined;

/**
 * Packages the extension and installs it as a user does, once for all tests of a run.
 *
 * @returns the folder with the installed extension; copy it to `extensions` of a server's data folder
 */
export function installedExtension(release: CodeServerRelease): Promise<string> {
  installed ??= install(release);
  return installed;
}

async function install(release: CodeServerRelease): Promise<string> {
  await buildIfStale(createProgress(process.stderr));
  const folder = await temporaryFolder('vsix');
  const vsix = await packageExtension(folder);
  const dataFolder = join(folder, 'server');
  await installExtension(release, dataFolder, vsix);
  return join(dataFolder, 'extensions');
}
