import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

/**
 * The program of an execution environment, as one plain JavaScript file. The build puts it beside the engine;
 * when the engine runs from its sources (tests), it is built once with the project's own esbuild.
 */
export function bootstrapFile(): string {
  const shipped = join(__dirname, 'lambda-bootstrap.js');
  return existsSync(shipped) ? shipped : fromSources();
}

let built: string | undefined;

function fromSources(): string {
  built ??= build();
  return built;
}

/** Renamed into place, since several test processes may build at once. */
function build(): string {
  const folder = resolve(__dirname, '../../../../node_modules/.cache/chaos-lab');
  const file = join(folder, 'lambda-bootstrap.js');
  const own = join(folder, `lambda-bootstrap.${process.pid}.js`);
  mkdirSync(folder, { recursive: true });
  // Not an import: esbuild is no part of what is shipped.
  const esbuild: typeof import('esbuild') = createRequire(__filename)('esbuild');
  esbuild.buildSync({
    entryPoints: [join(__dirname, 'bootstrap.ts')],
    outfile: own,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
  });
  renameSync(own, file);
  return file;
}
