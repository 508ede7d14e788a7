// @ts-check
// npm test [-- unit|tools|integration|e2e|lab|experiments|engines|elsewhere|clients|docker …] [--grep TEXT] [--screenshots]
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bootstrap } from './bootstrap.mjs';
import { runScript, ScriptError } from './lib/scriptError.mjs';
import { installCodeServer } from './vscode/installCodeServer.mjs';

/** @import { Suite } from '../test/runners/suites.mjs' */

void runScript(async () => {
  const { names, grep, screenshots } = readArguments(process.argv.slice(2));
  const progress = await bootstrap();
  const { suites } = await import('../test/runners/suites.mjs');
  const unknown = names.find((name) => !suites.some((suite) => suite.name === name));
  if (unknown) {
    const known = suites.map(({ name }) => name).join(', ');
    throw new ScriptError(`There is no suite "${unknown}": choose among ${known}.`, { exitCode: 2 });
  }
  if (screenshots) process.env.CHAOS_LAB_SCREENSHOTS = '1';
  const isChosen = (/** @type {Suite} */ { name, onlyNamed }) =>
    names.length ? names.includes(name) : !onlyNamed;
  const chosen = suites.filter(isChosen);
  if (chosen.some(({ vscode }) => vscode)) await prepareVSCode(progress);
  return runSuites(chosen, grep);
});

/** @param {string[]} args */
function readArguments(args) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { grep: { type: 'string', short: 'g' }, screenshots: { type: 'boolean' } },
    });
    return { names: positionals, ...values };
  } catch (error) {
    const usage =
      'npm test -- [unit|tools|integration|e2e|lab|experiments|engines|elsewhere|clients|docker …] [--grep TEXT] [--screenshots]';
    throw new ScriptError(`${/** @type {Error} */ (error).message}\nUsage: ${usage}`, { exitCode: 2 });
  }
}

/**
 * Here, where it may take its time: the tests' own time is limited. Without it they are skipped, and say why.
 *
 * @param {import('./lib/progress.mjs').Progress} progress
 */
async function prepareVSCode(progress) {
  try {
    await installCodeServer(progress);
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    progress.info(`  not possible: ${error.message}`);
  }
}

/**
 * @param {readonly Suite[]} suites @param {string} [grep]
 * @returns {Promise<number>} the exit code
 */
async function runSuites(suites, grep) {
  const { runSuite } = await import('../test/runners/runSuite.mjs');
  const { summarize, totalOf } = await import('../test/runners/summary.mjs');
  const signal = interrupted();
  const folder = await mkdtemp(join(tmpdir(), 'chaos-lab-test-'));
  await chmod(folder, 0o711); // a test may become another user in a folder of its own below
  const results = [];
  try {
    for (const suite of suites) {
      if (signal.aborted) break;
      console.log(`\n── ${suite.name} ──\n`);
      results.push(await runSuite(suite, { grep, folder, signal }));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  process.stdout.write(summarize(results));
  const { passed, failed } = totalOf(results);
  return passed > 0 && failed === 0 ? 0 : 1;
}

/** Aborts at Ctrl+C, so that the running suite ends what it started. */
function interrupted() {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => controller.abort());
  return controller.signal;
}
