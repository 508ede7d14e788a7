// @ts-check
// npm run docker:build [-- --tag NAME --build-arg BASE=IMAGE …]: the engine's image, from a fresh build.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { findProgram } from './lib/findProgram.mjs';
import { root } from './lib/paths.mjs';
import { createProgress } from './lib/progress.mjs';
import { CommandError, runCommand } from './lib/runCommand.mjs';
import { runScript, ScriptError } from './lib/scriptError.mjs';

void runScript(async () => {
  const program = (await findProgram('docker')) ?? (await findProgram('podman'));
  if (!program)
    throw new ScriptError('Neither docker nor podman is on the PATH: install one, then run this again.');
  await bootstrap(createProgress(), ['engine', 'routes', 'lambda-bootstrap']);
  const args = process.argv.slice(2);
  const tags = args.some((arg) => /^(-t|--tag)/.test(arg)) ? [] : await ownTags();
  try {
    await runCommand(program, ['build', ...tags.flatMap((tag) => ['--tag', tag]), ...args, root], {
      output: 'inherit',
    });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new ScriptError('The image was not built: see what Docker said above, then run this again.', {
      cause: error,
    });
  }
});

/** `chaos-lab-engine:0.1.0` and `chaos-lab-engine:latest` */
async function ownTags() {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  return [`chaos-lab-engine:${version}`, 'chaos-lab-engine:latest'];
}
