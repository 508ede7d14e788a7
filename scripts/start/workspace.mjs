// @ts-check
import { existsSync } from 'node:fs';
import { cp, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { isMain, runScript } from '../lib/scriptError.mjs';

const madeByTools = /^(node_modules|\.chaos|\.serverless|\.terraform.*|.*\.tfstate.*)$/;

/**
 * Copies the sample application to where `npm start` opens it, once: what a person does there stays.
 *
 * @param {string} [workspace] @param {string} [sample]
 * @returns {Promise<string>} the workspace's folder
 */
export async function prepareWorkspace(
  workspace = join(root, 'chaos-workspace'),
  sample = join(root, 'sample-app'),
) {
  if (existsSync(workspace)) return workspace;
  const incomplete = `${workspace}.incomplete`;
  await rm(incomplete, { recursive: true, force: true });
  await cp(sample, incomplete, { recursive: true, filter: (file) => !madeByTools.test(basename(file)) });
  await rename(incomplete, workspace);
  return workspace;
}

if (isMain(import.meta.url)) {
  void runScript(async () => {
    await prepareWorkspace();
  });
}
