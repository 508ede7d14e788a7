// @ts-check
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../lib/paths.mjs';

/** @import { Model } from './model.mjs' */

/**
 * The services of the botocore that is installed for `python3`.
 *
 * @returns {Promise<{ version: string, models: Model[] }>}
 */
export async function botocoreModels() {
  const script = join(root, 'scripts', 'routes', 'read_models.py');
  const { stdout } = await promisify(execFile)('python3', [script], { maxBuffer: 64 * 1024 * 1024 });
  const { version, models } = JSON.parse(stdout);
  return { version, models: Object.entries(models).map(([client, model]) => ({ client, ...model })) };
}
