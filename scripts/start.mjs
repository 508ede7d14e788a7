// @ts-check
// npm start [-- FOLDER] [--port N] [--no-open]: VS Code with the extension, on a folder, else on the sample application.
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bootstrap } from './bootstrap.mjs';
import { runScript, ScriptError } from './lib/scriptError.mjs';
import { findDesktopCode, openDesktopCode } from './start/desktopCode.mjs';
import { prepareWorkspace } from './start/workspace.mjs';

void runScript(async () => {
  const options = readArguments(process.argv.slice(2));
  const code = await findDesktopCode();
  const progress = await bootstrap();
  const workspace = options.folder ?? (await prepareWorkspace());
  if (code) {
    await openDesktopCode(code, workspace);
    progress.info(`\nVS Code opens with Chaos Lab on ${workspace}`);
    return 0;
  }
  const { serveInBrowser } = await import('./start/serveInBrowser.mjs');
  return serveInBrowser(workspace, options, progress);
});

/** @param {string[]} args */
function readArguments(args) {
  const usage = 'Usage: npm start -- [FOLDER] [--port N] [--no-open]';
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { port: { type: 'string' }, 'no-open': { type: 'boolean' } },
    });
    return {
      folder: positionals[0] === undefined ? undefined : readFolder(positionals[0]),
      port: values.port === undefined ? undefined : readPort(values.port),
      open: !values['no-open'],
    };
  } catch (error) {
    throw new ScriptError(`${/** @type {Error} */ (error).message}\n${usage}`, { exitCode: 2 });
  }
}

/** @param {string} path */
function readFolder(path) {
  // npm runs scripts in the package's folder; the person may be in another.
  const folder = resolve(process.env.INIT_CWD ?? '.', path);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return folder;
  throw new ScriptError(`${folder} is not a folder: name one to open, or none for the sample application.`);
}

/** @param {string} text */
function readPort(text) {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new ScriptError(`--port takes a number from 1 to 65535, not "${text}".`);
}
