// @ts-check
// npm run bench [-- --quick]: the engine beside what else answers or passes on, in one run.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { bootstrap } from '../../scripts/bootstrap.mjs';
import { runScript } from '../../scripts/lib/scriptError.mjs';

void runScript(async () => {
  await bootstrap(undefined, ['engine', 'routes', 'lambda-bootstrap']);
  const bench = fileURLToPath(new URL('command.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', bench, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  const [code] = await once(child, 'exit');
  return code ?? 1;
});
