// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../lib/runCommand.mjs';
import { ScriptError } from '../lib/scriptError.mjs';

/** @import { ChildProcess } from 'node:child_process' */
/** @import { CodeServerRelease } from './codeServerRelease.mjs' */

const startLimitMs = 60_000;
const stopLimitMs = 5_000;
const preload = fileURLToPath(new URL('endWithParent.cjs', import.meta.url));
const quiet = [
  '--accept-server-license-terms',
  '--disable-telemetry',
  '--disable-workspace-trust',
  '--disable-update-check',
];

/**
 * @typedef {object} CodeServerOptions
 * @property {string} dataFolder `--server-data-dir`: extensions, settings and logs of this server
 * @property {number} [port] 0, the default, takes a free one
 * @property {string} [token] what the URL must carry; without it any local process may connect, so: tests only
 * @property {boolean} [testDriver] let the page name an extension under development and its tests
 * @property {NodeJS.ProcessEnv} [env] reaches the extension host
 */

/**
 * @typedef {object} CodeServer
 * @property {string} origin `http://localhost:PORT`
 * @property {number} port
 * @property {number} pid also the id of its process group
 * @property {Promise<void>} ended
 * @property {() => Promise<void>} stop ends it and everything it started
 */

/**
 * Starts VS Code's server on 127.0.0.1; it ends with this process.
 *
 * @param {CodeServerRelease} release @param {CodeServerOptions} options
 * @returns {Promise<CodeServer>}
 * @throws {ScriptError}
 */
export async function startCodeServer(release, options) {
  const child = spawn(release.node(), serverArguments(options), {
    cwd: release.vscode(),
    env: { ...process.env, ...options.env, EXTENSIONS_GALLERY: '{}' },
    detached: true, // a group of its own, so that all of it can be ended
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close').then(() => undefined);
  const stop = () => stopGroup(child, ended);
  try {
    const port = await listeningPort(child, options.port ?? 0);
    await untilItAnswers(port);
    return { origin: `http://localhost:${port}`, port, pid: child.pid ?? 0, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Installs a packaged extension as a user would.
 *
 * @param {CodeServerRelease} release @param {string} dataFolder @param {string} vsix
 */
export async function installExtension(release, dataFolder, vsix) {
  const args = [
    join(release.vscode(), 'out', 'server-main.js'),
    '--accept-server-license-terms',
    '--server-data-dir',
    dataFolder,
    '--install-extension',
    vsix,
    '--force',
  ];
  await runCommand(release.node(), args, {
    env: { ...process.env, EXTENSIONS_GALLERY: '{}' },
    timeoutMs: startLimitMs,
  });
}

/** @param {CodeServerOptions} options */
function serverArguments({ dataFolder, port = 0, token, testDriver }) {
  return [
    '--require',
    preload,
    'out/server-main.js',
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    ...(token ? ['--connection-token', token] : ['--without-connection-token']),
    '--server-data-dir',
    dataFolder,
    ...quiet,
    ...(testDriver ? ['--enable-smoke-test-driver'] : []),
  ];
}

/**
 * @param {ChildProcess} child @param {number} wanted
 * @returns {Promise<number>}
 */
function listeningPort(child, wanted) {
  return new Promise((resolve, reject) => {
    let printed = '';
    const fail = (/** @type {string} */ sentence) =>
      settle(() => reject(new ScriptError(`${sentence}\n${printed.trim().slice(-2000)}`)));
    const timer = setTimeout(
      () => fail('VS Code for the browser did not start within a minute.'),
      startLimitMs,
    );
    const settle = (/** @type {() => void} */ how) => {
      clearTimeout(timer);
      how();
    };
    const read = (/** @type {string} */ text) => {
      printed = (printed + text).slice(-16_000);
      const bound = /Extension host agent listening on (\d+)/.exec(printed);
      if (bound) settle(() => resolve(Number(bound[1])));
      if (printed.includes('EADDRINUSE')) settle(() => reject(new PortInUse(wanted))); // it says so, and stays
    };
    child.stdout?.setEncoding('utf8').on('data', read);
    child.stderr?.setEncoding('utf8').on('data', read);
    child.once('error', (error) => fail(`VS Code for the browser could not be started: ${error.message}`));
    child.once('close', () => fail('VS Code for the browser ended while it was starting.'));
  });
}

class PortInUse extends ScriptError {
  /** @param {number} port */
  constructor(port) {
    super(`Port ${port} is in use: end what listens there, or choose another with \`--port\`.`);
  }
}

/** @param {unknown} error */
export const isPortInUse = (error) => error instanceof PortInUse;

/** @param {number} port */
async function untilItAnswers(port) {
  const deadline = Date.now() + startLimitMs;
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/version`).catch(() => undefined); // not yet
    await answer?.body?.cancel();
    if (answer?.ok) return;
    if (Date.now() > deadline) throw new ScriptError('VS Code for the browser started but does not answer.');
    await delay(50);
  }
}

/** @param {ChildProcess} child @param {Promise<void>} ended */
async function stopGroup(child, ended) {
  signalGroup(child, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), stopLimitMs);
  await ended;
  clearTimeout(timer);
  signalGroup(child, 'SIGKILL'); // what did not follow the server
}

/** @param {ChildProcess} child @param {NodeJS.Signals} signal */
function signalGroup(child, signal) {
  try {
    if (child.pid) process.kill(-child.pid, signal);
  } catch {
    // the whole group is gone already
  }
}
