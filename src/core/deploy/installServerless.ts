import { access, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { HumanError } from '../errors';
import { findNpm } from './findNpm';
import { type Cancellation, runTool } from './runTool';
import { baseEnvironment } from './toolEnvironment';

export interface InstallOptions extends Cancellation {
  onLine(line: string): void;
}

const manifest = v.object({
  dependencies: v.optional(v.record(v.string(), v.string()), {}),
  devDependencies: v.optional(v.record(v.string(), v.string()), {}),
});

/**
 * The folder whose package.json asks for osls or serverless while it is not installed, or not in the exact version
 * that is asked for; looked for from the Serverless folder up to the application's.
 */
export const missingServerless = async (
  serverlessDir: string,
  applicationDir: string,
  installed: string | undefined,
): Promise<string | undefined> => {
  for (let dir = serverlessDir; ; dir = dirname(dir)) {
    const wanted = await wantedVersion(dir);
    if (wanted) return isSatisfied(wanted, installed) ? undefined : dir;
    if (dir === applicationDir || dirname(dir) === dir) return undefined;
  }
};

/** Installs what the folder's package.json names. Rejects with a `HumanError`, or an `AbortError` when cancelled. */
export const installPackages = async (dir: string, options: InstallOptions): Promise<void> => {
  const npm = await findNpm();
  const locked = await exists(join(dir, 'package-lock.json'));
  const { code, cancelled, output } = await runTool({
    ...options,
    // Scripts of packages are not needed for osls, and nobody has looked at them.
    command: [
      npm.program,
      npm.script,
      locked ? 'ci' : 'install',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--no-progress',
    ],
    cwd: dir,
    env: { ...baseEnvironment(), ...npm.env },
  });
  if (code === 0) return;
  if (cancelled) throw Object.assign(new Error('The installation was cancelled'), { name: 'AbortError' });
  throw new HumanError(explain(dir, output));
};

const network = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH)\b/;

const explain = (dir: string, output: string): string => {
  const [reason] = network.exec(output) ?? [];
  if (reason) {
    return `npm could not reach its registry (${reason}). Check the network or the proxy settings, and deploy again.`;
  }
  const last = output.split('\n').findLast((line) => /npm (error|ERR!)\s+\S/.test(line));
  return `npm could not install Serverless in ${dir}${last ? `: ${last}` : ''}. See what it printed, and deploy again.`;
};

const wantedVersion = async (dir: string): Promise<string | undefined> => {
  try {
    const found = v.parse(manifest, JSON.parse(await readFile(join(dir, 'package.json'), 'utf8')));
    const all = { ...found.devDependencies, ...found.dependencies };
    return all.osls ?? all.serverless;
  } catch {
    return undefined; // no package.json here, or one that npm will complain of better
  }
};

/** A range is the person's own business; an exact version, as in the sample, must be the one installed. */
const isSatisfied = (wanted: string, installed: string | undefined): boolean =>
  installed !== undefined && (!/^\d+\.\d+\.\d+$/.test(wanted) || wanted === installed);

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
