import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const source = join(__dirname, '..');

/** Where ids of the extension are used. The engine and core have none. */
const folders = ['extension', 'commands', 'views'];

const rawId =
  /(['"`])(?:command:)?chaos\.[A-Za-z.]+\1|(['"`])chaos-(?:response|terraform|serverless)[a-z-]*\2/;

describe('contributed ids', () => {
  it('are written as strings only in contributions.ts', () => {
    const files = folders.flatMap((folder) =>
      readdirSync(join(source, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => join(folder, name)),
    );
    const raw = files.filter((file) => rawId.test(readFileSync(join(source, file), 'utf8')));
    assert.deepEqual(raw, [join('extension', 'contributions.ts')]);
  });
});
