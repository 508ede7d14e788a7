import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findProgram } from './findProgram';
import { baseEnvironment } from './toolEnvironment';

/** How to run a JavaScript tool: a Node, and what its environment needs for that. */
export interface NodeProgram {
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
}

const oldest = [20, 19] as const;

/**
 * This process's own Node; where this is the desktop editor, a Node on the PATH that is new enough, else the editor
 * itself acting as one.
 */
export const findNode = async (): Promise<NodeProgram> => {
  if (!process.versions.electron) return { program: process.execPath, env: {} };
  const onPath = await findProgram('node');
  if (onPath && (await isNewEnough(onPath))) return { program: onPath, env: {} };
  return { program: process.execPath, env: { ELECTRON_RUN_AS_NODE: '1' } };
};

const isNewEnough = async (node: string): Promise<boolean> => {
  try {
    const { stdout } = await promisify(execFile)(node, ['--version'], {
      env: baseEnvironment(),
      timeout: 10_000,
    });
    return atLeast(stdout.trim().replace(/^v/, ''));
  } catch {
    return false; // a broken installation is as good as none
  }
};

const atLeast = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
};
