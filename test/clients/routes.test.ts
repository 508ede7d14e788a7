import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../scripts/lib/paths.mjs';
import { requires } from '../support/requires';

const file = join(root, 'src', 'aws', 'model', 'routes.generated.ts');

describe('the table of all services', () => {
  it('is what its generator writes', async function () {
    await requires(this, 'clients');
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['scripts/generate-routes.mjs', '--stdout', 'routes'],
      { cwd: root, maxBuffer: 4 * 1024 * 1024 },
    );
    assert.equal(readFileSync(file, 'utf8'), stdout);
  });

  it('stays small', () => {
    assert.ok(statSync(file).size < 400_000, `${statSync(file).size} bytes`);
  });
});
