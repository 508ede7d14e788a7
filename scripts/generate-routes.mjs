// @ts-check
// Writes what src/aws/model knows of the AWS APIs, out of the models that AWS publishes.
//   node scripts/generate-routes.mjs                             writes both files
//   node scripts/generate-routes.mjs --stdout operations|routes  prints one
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/paths.mjs';
import { operationsFile } from './routes/operationsFile.mjs';

const folder = join(root, 'src', 'aws', 'model');

/** The second needs what test/clients installs. */
const files = {
  operations: operationsFile,
  routes: async () => (await import('./routes/routesFile.mjs')).routesFile(),
};

const mark = process.argv.indexOf('--stdout');
if (mark >= 0) {
  const name = /** @type {keyof typeof files} */ (process.argv[mark + 1]);
  process.stdout.write(await files[name]());
} else {
  for (const [name, render] of Object.entries(files)) {
    writeFileSync(join(folder, `${name}.generated.ts`), await render());
  }
}
