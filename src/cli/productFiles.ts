import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the product: this file runs from `dist/`, and from `src/cli/` in tests. */
const root =
  [join(__dirname, '..'), join(__dirname, '..', '..')].find((dir) => existsSync(join(dir, 'sample-app'))) ??
  __dirname;

export const bundledSample = join(root, 'sample-app');

export const enginePath = join(root, 'dist', 'engine.js');

export const guardPath = join(root, 'dist', 'guard.js');
