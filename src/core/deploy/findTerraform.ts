import { execFile } from 'node:child_process';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { HumanError, messageOf } from '../errors';
import type { Tool } from './deployment';
import { findProgram } from './findProgram';
import { baseEnvironment } from './toolEnvironment';

const versionAnswer = v.object({ terraform_version: v.string() });

/**
 * Terraform or OpenTofu: the one that was set, else `terraform`, else `tofu` on the PATH. Undefined when there is
 * none; rejects with a `HumanError` when the one that was set cannot be used.
 */
export const findTerraform = async (setting?: string): Promise<Tool | undefined> => {
  for (const name of setting ? [setting] : ['terraform', 'tofu']) {
    const program = await findProgram(name);
    if (program) return describe(program);
  }
  if (setting) {
    throw new HumanError(
      `Terraform was not found at "${setting}". Correct the setting, or empty it to use the PATH.`,
    );
  }
  return undefined;
};

const describe = async (program: string): Promise<Tool> => {
  const name = basename(program).startsWith('tofu') ? 'tofu' : 'terraform';
  return { name, version: await readVersion(program), command: [program] };
};

const readVersion = async (program: string): Promise<string> => {
  try {
    const options = { env: { ...baseEnvironment(), CHECKPOINT_DISABLE: '1' }, timeout: 30_000 };
    const { stdout } = await promisify(execFile)(program, ['version', '-json'], options);
    return v.parse(versionAnswer, JSON.parse(stdout)).terraform_version;
  } catch (cause) {
    throw new HumanError(
      `"${program} version" did not tell a version (${messageOf(cause)}). Check the installation.`,
      'failed',
      { cause },
    );
  }
};
