// @ts-check
// `npm run demo`: the main job without an editor, from a bare clone. Options are the command's: `-- --json`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { root } from './lib/paths.mjs';
import { createProgress } from './lib/progress.mjs';
import { runScript } from './lib/scriptError.mjs';

void runScript(async () => {
  const options = process.argv.slice(2);
  await bootstrap(createProgress(options.includes('--json') ? process.stderr : process.stdout));
  return runDemo(options);
});

/**
 * @param {readonly string[]} options
 * @returns {Promise<number>} the exit code
 */
async function runDemo(options) {
  const demo = spawn(process.execPath, [join(root, 'dist', 'cli.js'), 'demo', ...options], {
    stdio: 'inherit',
  });
  // The demo cleans up after itself; a terminal's Ctrl+C reaches it as well as us, and we wait.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => demo.kill('SIGTERM'));
  const [code] = await once(demo, 'exit');
  return code ?? 1;
}
