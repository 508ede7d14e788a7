// @ts-check
// Writes what src/aws/model knows of the AWS APIs, out of the models that AWS publishes.
//   node scripts/generate-routes.mjs                             writes both files
//   node scripts/generate-routes.mjs --stdout operations|routes  prints one
//   node scripts/generate-routes.mjs --newer                     takes what botocore has beyond the packages from npm
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installClients } from './lib/installClients.mjs';
import { root } from './lib/paths.mjs';
import { createProgress } from './lib/progress.mjs';
import { runScript } from './lib/scriptError.mjs';
import { operationsFile } from './routes/operationsFile.mjs';

const folder = join(root, 'src', 'aws', 'model');

const files = { operations: operationsFile, routes: printRoutes };

void runScript(async () => {
  const mark = process.argv.indexOf('--stdout');
  if (mark >= 0) {
    const name = /** @type {keyof typeof files} */ (process.argv[mark + 1]);
    process.stdout.write(await files[name]());
    return;
  }
  if (process.argv.includes('--newer')) await writeNewer();
  for (const [name, render] of Object.entries(files)) {
    writeFileSync(join(folder, `${name}.generated.ts`), await render());
  }
});

async function printRoutes() {
  await installClients(createProgress(process.stderr));
  return (await import('./routes/routesFile.mjs')).routesFile();
}

async function writeNewer() {
  await installClients(createProgress(process.stderr));
  const { packagedModels } = await import('./routes/allModels.mjs');
  const { botocoreModels } = await import('./routes/botocoreModels.mjs');
  const { newerFile, newerThan, printNewer } = await import('./routes/newerModels.mjs');
  const { version, models } = await botocoreModels();
  writeFileSync(newerFile, printNewer(version, newerThan(models, packagedModels())));
}
