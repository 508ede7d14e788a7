// @ts-check
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { root } from './lib/paths.mjs';
import { runCommand } from './lib/runCommand.mjs';
import { runScript } from './lib/scriptError.mjs';

await runScript(async () => {
  const progress = await bootstrap();
  const { packageExtension } = await import('./lib/packageExtension.mjs');
  await progress.step('Building for production', () =>
    runCommand(process.execPath, [join(root, 'scripts', 'build.mjs'), '--production'], { cwd: root }),
  );
  const vsix = await progress.step('Packaging', () => packageExtension(root));
  const { size } = await stat(vsix);
  progress.info(`${vsix} (${(size / 1024 / 1024).toFixed(1)} MB)`);
});
