// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';
import { runPidName } from '../docker/support/testOwner.mjs';
import { endAll, leftovers } from './leftovers.mjs';
import { parseEvents } from './testEvent.mjs';

/** @import { ChildProcess } from 'node:child_process' */
/** @import { Suite } from './suites.mjs' */
/** @import { SuiteResult } from './summary.mjs' */
/** @import { TestEvent } from './testEvent.mjs' */

const markerName = 'CHAOS_LAB_RUN';
const endLimitMs = 8_000;
/** The AWS SDK would tell each process of the oldest supported Node that it is old. */
const quiet = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };

/**
 * Runs a suite in a process of its own, and makes sure that nothing it started stays.
 *
 * @param {Suite} suite
 * @param {{ grep?: string, folder: string, signal: AbortSignal }} options `folder` takes what the run leaves
 * @returns {Promise<SuiteResult>}
 */
export async function runSuite(suite, { grep, folder, signal }) {
  const startedAt = Date.now();
  const results = join(folder, `${suite.name}.jsonl`);
  const marker = `${folder}-${suite.name}`;
  const files = await suite.files();
  if (files.length === 0)
    return { name: suite.name, events: [], durationMs: 0, problem: 'The suite has no tests.' };
  await suite.prepare?.();
  const { args, env } = suite.command(files, grep);
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: {
      ...process.env,
      ...quiet,
      ...temporary(folder),
      ...env,
      CHAOS_LAB_RESULTS: results,
      [markerName]: marker,
      [runPidName]: String(process.pid),
    },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true, // a process group, so that what it leaves behind can be found
  });
  const ended = await untilEnded(child, AbortSignal.any([signal, AbortSignal.timeout(suite.limitMs)]));
  const processes = await leftovers(child.pid ?? -1, `${markerName}=${marker}`);
  endAll(processes);
  const others = (await suite.leftBehind?.()) ?? [];
  const left = [...processes.map(({ pid, command }) => `process ${pid} ${command}`), ...others];
  const events = parseEvents(await readFile(results, 'utf8').catch(() => '')); // it may not have come that far
  const problem = signal.aborted ? 'The run was interrupted.' : whatWentWrong({ grep, ended, left, events });
  return { name: suite.name, events, durationMs: Date.now() - startedAt, problem };
}

/**
 * What a suite that is killed leaves in its temporary folder goes with the run's; not on macOS, where that
 * would make the paths of sockets too long.
 *
 * @param {string} folder @returns {NodeJS.ProcessEnv}
 */
const temporary = (folder) => (process.platform === 'linux' ? { TMPDIR: folder } : {});

/**
 * @param {ChildProcess} child @param {AbortSignal} signal ends it, gently at first
 * @returns {Promise<string>} how it ended: `exit code 0`, `SIGTERM`
 */
async function untilEnded(child, signal) {
  /** @type {NodeJS.Timeout | undefined} */
  let insist;
  const end = () => {
    child.kill('SIGINT');
    insist = setTimeout(() => child.kill('SIGKILL'), endLimitMs);
  };
  signal.addEventListener('abort', end, { once: true });
  try {
    const [code, by] = await once(child, 'close');
    return by ?? `exit code ${code}`;
  } finally {
    signal.removeEventListener('abort', end);
    clearTimeout(insist);
  }
}

/**
 * @param {{ grep?: string, ended: string, left: string[], events: TestEvent[] }} run
 * @returns {string | undefined}
 */
function whatWentWrong({ grep, ended, left, events }) {
  const has = (/** @type {TestEvent['type']} */ type) => events.some((event) => event.type === type);
  if (!has('end')) return `The suite did not come to its end (${ended}): see what it printed above.`;
  if (left.length > 0) return `This was left behind:\n${left.map((one) => `   ${one}`).join('\n')}`;
  if (!grep && !has('pass') && !has('fail') && !has('skip')) return 'The suite ran no test.';
  if (ended !== 'exit code 0' && !has('fail')) return `All tests passed, but the suite ended with ${ended}.`;
  return undefined;
}
