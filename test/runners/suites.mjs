// @ts-check
import { join } from 'node:path';
import { installClients } from '../../scripts/lib/installClients.mjs';
import { root } from '../../scripts/lib/paths.mjs';
import { createProgress } from '../../scripts/lib/progress.mjs';
import { ScriptError } from '../../scripts/lib/scriptError.mjs';
import { removeDockerLeftovers, removeOfKilledRuns } from './dockerLeftovers.mjs';
import { findFiles } from './findFiles.mjs';

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {number} limitMs after which it is ended as hung
 * @property {true} [vscode] whether it runs in VS Code
 * @property {true} [onlyNamed] whether it runs only when it is asked for by name
 * @property {() => Promise<void>} [prepare] before it starts
 * @property {() => Promise<string[]>} [leftBehind] removes what it left besides processes, and names it
 * @property {() => Promise<string[]>} files its tests
 * @property {(files: string[], grep?: string) => { args: string[], env?: NodeJS.ProcessEnv }} command for Node
 */

const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
const reporter = join(root, 'test', 'runners', 'reporter.mjs');
const minutes = (/** @type {number} */ count) => count * 60_000;

/** Where it is not possible its tests are skipped, and say why. */
async function prepareClients() {
  const progress = createProgress();
  try {
    await installClients(progress);
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    progress.info(`  not possible: ${error.message}`);
  }
}

/** Of suites that may make something in Docker. */
const docker = { prepare: removeOfKilledRuns, leftBehind: removeDockerLeftovers };

/** In the order in which they run: the quick ones first. @type {readonly Suite[]} */
export const suites = [
  {
    name: 'unit',
    limitMs: minutes(10),
    files: async () => [
      ...(await findFiles('src', '.test.ts')),
      ...(await findFiles('test/support', '.test.ts')),
      ...(await findFiles('test/runners', '.test.mjs')),
      ...(await findFiles('scripts', '.test.mjs')),
      ...(await findFiles('docker', '.test.mjs')),
      ...(await findFiles('bench', '.test.mjs')),
      ...(await findFiles('bench', '.test.ts')),
    ],
    command: (files, grep) => mochaCommand(files, grep, 10_000),
  },
  {
    name: 'tools',
    limitMs: minutes(15),
    files: () => findFiles('test/tools', '.test.ts'),
    command: (files, grep) => mochaCommand(files, grep, minutes(5)),
  },
  {
    name: 'integration',
    vscode: true,
    limitMs: minutes(5),
    files: () => findFiles('test/integration', '.test.ts'),
    ...docker,
    command: (_files, grep) => ({
      args: ['--import', 'tsx', join(root, 'test', 'runners', 'integration.ts')],
      env: grep ? { CHAOS_LAB_GREP: grep } : {},
    }),
  },
  {
    name: 'e2e',
    vscode: true,
    limitMs: minutes(15),
    files: () => findFiles('test/e2e', '.test.ts'),
    ...docker,
    command: (files, grep) => mochaCommand(files, grep, minutes(3)),
  },
  {
    name: 'lab',
    vscode: true,
    onlyNamed: true,
    limitMs: minutes(15),
    files: () => findFiles('test/lab', '.test.ts'),
    command: (files, grep) => mochaCommand(files, grep, minutes(5)),
  },
  {
    name: 'experiments',
    vscode: true,
    onlyNamed: true,
    limitMs: minutes(10),
    files: () => findFiles('test/experiments', '.test.ts'),
    command: (files, grep) => mochaCommand(files, grep, minutes(3)),
  },
  {
    name: 'engines',
    vscode: true,
    onlyNamed: true,
    limitMs: minutes(15),
    files: () => findFiles('test/engines', '.test.ts'),
    ...docker,
    command: (files, grep) => mochaCommand(files, grep, minutes(3)),
  },
  {
    name: 'elsewhere',
    onlyNamed: true,
    limitMs: minutes(15),
    files: () => findFiles('test/elsewhere', '.test.ts'),
    command: (files, grep) => mochaCommand(files, grep, minutes(5)),
  },
  {
    name: 'clients',
    onlyNamed: true,
    limitMs: minutes(10),
    prepare: prepareClients,
    files: () => findFiles('test/clients', '.test.ts'),
    command: (files, grep) => mochaCommand(files, grep, minutes(5)),
  },
  {
    name: 'docker',
    onlyNamed: true,
    limitMs: minutes(15),
    files: () => findFiles('test/docker', '.test.ts'),
    ...docker,
    command: (files, grep) => mochaCommand(files, grep, minutes(1)),
  },
];

/**
 * @param {string[]} files @param {string | undefined} grep @param {number} timeoutMs of one test
 */
function mochaCommand(files, grep, timeoutMs) {
  const options = ['--reporter', reporter, '--timeout', String(timeoutMs), ...(grep ? ['--grep', grep] : [])];
  return { args: [mocha, ...options, ...files] };
}
