// @ts-check
// npm run bench:panel [-- --long | --seconds N] [--profiles DIR]: what the lab panel takes while it watches 500 endpoints.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { bootstrap } from '../../scripts/bootstrap.mjs';
import { runScript, ScriptError } from '../../scripts/lib/scriptError.mjs';
import { findChromium } from '../../scripts/vscode/findChromium.mjs';
import { installCodeServer } from '../../scripts/vscode/installCodeServer.mjs';

void runScript(async () => {
  const progress = await bootstrap();
  if (!(await findChromium()))
    throw new ScriptError('No Chromium or Chrome was found: install it, or name it with CHROMIUM.');
  await installCodeServer(progress);
  const bench = fileURLToPath(new URL('command.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', bench, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  const [code] = await once(child, 'exit');
  return code ?? 1;
});
