import { access, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HumanError } from '../errors';
import { findProgram } from './findProgram';
import { findNode, type NodeProgram } from './nodeProgram';

/** npm as a script for Node: beside the Node that runs this, else beside the `npm` on the PATH. */
export const findNpm = async (): Promise<NodeProgram & { readonly script: string }> => {
  const node = await findNode();
  for (const script of await candidates(process.execPath)) {
    if (await exists(script)) return { ...node, script };
  }
  throw new HumanError('npm was not found. Install Node.js with npm, and deploy again.');
};

const candidates = async (node: string): Promise<string[]> => {
  const onPath = await findProgram('npm');
  const beside = dirname(node);
  const target = onPath && (await realpath(onPath));
  return [
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'), // Windows
    ...(target?.endsWith('.js') ? [target] : []),
    ...(onPath ? [join(dirname(onPath), 'node_modules', 'npm', 'bin', 'npm-cli.js')] : []),
  ];
};

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
