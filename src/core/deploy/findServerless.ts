import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { HumanError } from '../errors';
import type { Tool } from './deployment';
import { findNode } from './nodeProgram';

/**
 * The Serverless of an application: `osls` in its node_modules, else `serverless` v3, which needs the
 * serverless-localstack plugin to reach the engine. Undefined when it has none.
 */
export const findServerless = async (serverlessDir: string): Promise<Tool | undefined> => {
  const osls = await findPackage('osls', serverlessDir);
  if (osls) return describe('osls', osls);
  const serverless = await findPackage('serverless', serverlessDir);
  if (!serverless) return undefined;
  await checkServerless(serverless, serverlessDir);
  return describe('serverless', serverless);
};

interface InstalledPackage {
  readonly dir: string;
  readonly version: string;
  /** The script to run, relative to `dir`. */
  readonly script: string;
}

const describe = async (
  name: 'osls' | 'serverless',
  { dir, version, script }: InstalledPackage,
): Promise<Tool> => {
  const { program, env } = await findNode();
  return { name, version, command: [program, join(dir, script)], env };
};

const checkServerless = async ({ version, dir }: InstalledPackage, serverlessDir: string): Promise<void> => {
  const major = version.split('.')[0];
  if (major !== '3') {
    throw new HumanError(
      `serverless ${version} in ${dir} cannot be used: only version 3 needs no login. Install osls there (npm install --save-dev osls).`,
    );
  }
  if (await findPackage('serverless-localstack', serverlessDir)) return;
  throw new HumanError(
    `serverless ${version} in ${dir} deploys to an engine only with the plugin serverless-localstack. Add the plugin, or install osls instead (npm install --save-dev osls).`,
  );
};

/** As Node resolves a package: in the node_modules of the folder, then of those above it. */
const findPackage = async (name: string, from: string): Promise<InstalledPackage | undefined> => {
  const found = await readPackage(join(from, 'node_modules', name), name);
  if (found) return found;
  const parent = dirname(from);
  return parent === from ? undefined : findPackage(name, parent);
};

const manifest = v.object({
  version: v.string(),
  bin: v.optional(v.union([v.string(), v.record(v.string(), v.string())]), ''),
});

const readPackage = async (dir: string, name: string): Promise<InstalledPackage | undefined> => {
  try {
    const { version, bin } = v.parse(manifest, JSON.parse(await readFile(join(dir, 'package.json'), 'utf8')));
    return { dir, version, script: typeof bin === 'string' ? bin : (bin[name] ?? '') };
  } catch {
    return undefined; // not installed, or only in part
  }
};
