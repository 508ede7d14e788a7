import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { restOperations } from './operations.generated';

const root = join(__dirname, '../../..');

describe('the table of REST operations', () => {
  it('is what its generator writes', () => {
    const generated = execFileSync(
      process.execPath,
      ['scripts/generate-routes.mjs', '--stdout', 'operations'],
      {
        cwd: root,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    assert.equal(readFileSync(join(__dirname, 'operations.generated.ts'), 'utf8'), generated);
  });

  it('says where each member of a request comes from', () => {
    const invoke = restOperations.lambda?.find(({ name }) => name === 'Invoke');
    assert.deepEqual(
      [invoke?.payload, invoke?.query, invoke?.headers?.['x-amz-invocation-type']],
      [{ member: 'Payload', kind: 'bytes' }, { Qualifier: 'Qualifier' }, 'InvocationType'],
    );
  });
});
