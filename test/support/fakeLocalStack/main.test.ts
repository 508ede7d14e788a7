import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** Runs it to its end, which it comes to before it listens. */
async function run(env: NodeJS.ProcessEnv): Promise<{ code: number; output: string; tookMs: number }> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'main.ts')], {
    env: { ...process.env, LOCALSTACK_AUTH_TOKEN: 'ls-secret', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const outputs = Promise.all([text(child.stdout), text(child.stderr)]);
  const [[stdout, stderr], [code]] = await Promise.all([outputs, once(child, 'exit')]);
  return { code, output: stdout + stderr, tookMs: performance.now() - startedAt };
}

describe('the stand-in for LocalStack', function () {
  this.timeout(30_000);

  it('ends as LocalStack does when its licence is refused, and keeps its token to itself', async () => {
    const { code, output } = await run({ FAKE_LICENCE: 'fail' });
    assert.equal(code, 55);
    assert.match(output, /LocalStack version: 2026\.4\.0/);
    assert.match(output, /License activation failed!/);
    assert.doesNotMatch(output, /ls-secret/);
  });

  it('prints its token when it is told to', async () => {
    const { output } = await run({ FAKE_LICENCE: 'fail', FAKE_PRINT_TOKEN: '1' });
    assert.match(output, /^LOCALSTACK_AUTH_TOKEN=ls-secret$/m);
  });

  it('ends at its start with any code, after any time', async () => {
    const { code, tookMs } = await run({ FAKE_EXIT_AT_START: '3', FAKE_START_DELAY_MS: '500' });
    assert.equal(code, 3);
    assert.ok(tookMs >= 500, `${tookMs} ms`);
  });

  it('says which persona it does not know', async () => {
    const { code, output } = await run({ FAKE_PERSONA: 'nobody' });
    assert.equal(code, 1);
    assert.match(output, /there is no persona "nobody"/);
  });
});
