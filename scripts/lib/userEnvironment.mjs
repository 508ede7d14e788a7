// @ts-check
import { delimiter, join, sep } from 'node:path';
import { root } from './paths.mjs';

const fromNpm =
  /^(npm_(lifecycle_|package_|command$|execpath$|node_execpath$)|npm_config_(local_prefix|user_agent|node_gyp|npm_version)$|INIT_CWD$)/;

/**
 * The environment without what `npm run` added: a terminal in VS Code is to be like one of the person's own.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv} what npm added is there as `undefined`
 */
export function userEnvironment(env = process.env) {
  if (!env.npm_lifecycle_event) return { ...env };
  const kept = Object.entries(env).map(([name, value]) => [name, fromNpm.test(name) ? undefined : value]);
  return {
    ...Object.fromEntries(kept),
    PATH: (env.PATH ?? '').split(delimiter).filter(isPersons).join(delimiter),
  };
}

/** npm prepends the `.bin` folder of the package and of every folder above it. @param {string} folder */
function isPersons(folder) {
  const bin = join('node_modules', '.bin');
  const above = folder.endsWith(sep + bin) ? folder.slice(0, -bin.length) : undefined;
  const isAdded = above !== undefined && `${root}${sep}`.startsWith(above);
  return !isAdded && !folder.endsWith('node-gyp-bin');
}
