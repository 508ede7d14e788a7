import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';
import { withEngine } from '../../src/cli/engine/withEngine';
import { deployApplication } from '../../src/core/deploy/deployApplication';
import { findTools } from '../../src/core/deploy/findTools';
import type { Journal } from '../../src/core/experiments/run/journal';
import { ChaosClient } from '../../src/core/http/chaosClient';
import { requires } from '../support/requires';
import { withSample } from '../tools/withSample';

const names = ['half-the-calls-fail', 'lambda-outage', 'region-failover', 'slow-network'];
const files = names.map((name) => `experiments/${name}.chaos.yaml`);

interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** As a person in the folder of the application. */
const run = (cwd: string, ...args: readonly string[]): Promise<Result> =>
  new Promise((resolve) => {
    const command = [join(root, 'dist', 'cli.js'), 'run', ...args];
    execFile(process.execPath, command, { cwd, maxBuffer: 16 * 1024 * 1024 }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr }),
    );
  });

describe('The experiments of the sample', () => {
  before(async function () {
    await requires(this, 'terraform', 'npm');
  });

  it('pass when it is deployed, take their faults back, and say so when nothing could be tested', () =>
    withEngine({}, ({ url }) =>
      withSample(url, {}, async ({ application }) => {
        const { dir } = application;
        const never = await run(dir, files[1] ?? '', '--endpoint', url, '--no-history');
        assert.equal(never.code, 1);
        assert.match(never.stderr, /never started\. Nothing was tested/);

        await deploy(application, url);
        const { code, stdout, stderr } = await run(dir, ...files, '--endpoint', url, '--json');
        assert.equal(code, 0, stderr);
        const { ok, runs } = JSON.parse(stdout);
        assert.deepEqual(
          [ok, runs.map(({ outcome }: { outcome: string }) => outcome)],
          [true, names.map(() => 'passed')],
        );
        for (const name of names)
          assertPassed(JSON.parse(await readFile(join(dir, 'journals', `${name}.json`), 'utf8')));
        const { measured } = runs[files.indexOf('experiments/lambda-outage.chaos.yaml')];
        assert.deepEqual([measured.expected.met, measured.faultsTakenBack], [true, true]);
        const client = new ChaosClient(url);
        assert.deepEqual([await client.getFaults(), await client.getLatency()], [[], 0]);
      }),
    ));
});

const deploy = async (
  application: Parameters<typeof deployApplication>[0]['application'],
  endpoint: string,
) => {
  const tools = await findTools(application, { onLine: () => {} });
  const { regions } = await deployApplication({
    application,
    endpoint,
    regions: ['us-east-1', 'us-west-2'],
    tools,
    onLine: () => {},
    onFallback: () => assert.fail('Terraform is there'),
  });
  assert.deepEqual(
    regions.map(({ outcome, message }) => [outcome, message]),
    [
      ['done', undefined],
      ['done', undefined],
    ],
  );
};

/** Every activity was done, and every tolerance, those of the method included, was met. */
const assertPassed = ({ status, deviated, steady_states, run, rollbacks }: Journal) => {
  assert.deepEqual([status, deviated], ['completed', false]);
  const entries = [
    ...(steady_states.before?.probes ?? []),
    ...run,
    ...(steady_states.after?.probes ?? []),
    ...rollbacks,
  ];
  assert.deepEqual(
    entries.filter((entry) => entry.status !== 'succeeded' || entry.tolerance_met === false),
    [],
  );
  assert.ok(rollbacks.length > 0 && run.length > 1);
};
