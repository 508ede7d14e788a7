import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../scripts/lib/paths.mjs';
import { requires } from '../support/requires';

interface Measured {
  readonly subject: string;
  readonly status?: number;
  readonly error?: string;
  readonly durationMs: number;
}

interface DemoData {
  readonly ok: boolean;
  readonly tools: Readonly<Record<string, { readonly name: string }>>;
  readonly fallback?: string;
  readonly phases: readonly { readonly name: string; readonly measurements: readonly Measured[] }[];
}

/** Runs the demo as a person would, in a temporary folder that must be empty again afterwards. */
async function runDemo(env: NodeJS.ProcessEnv = {}): Promise<DemoData> {
  const temporary = await mkdtemp(join(tmpdir(), 'chaos-lab-demo-test-'));
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(root, 'dist', 'cli.js'), 'demo', '--json'],
      { env: { ...process.env, TMPDIR: temporary, ...env }, maxBuffer: 16 * 1024 * 1024 },
    );
    const left = await readdir(temporary);
    assert.deepEqual(
      left.filter((name) => name.startsWith('chaos-lab-')),
      [],
    );
    return JSON.parse(stdout);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

const domain = 'chaos-example.demo.com';
const east = (mock: number, lambda: number) => ({
  'us-east-1 GET /test': mock,
  'us-east-1 GET /v1/health': lambda,
  'us-east-1 GET /v1/hello': lambda,
  [`us-east-1 ${domain} GET /test`]: mock,
  [`us-east-1 ${domain} GET /v1/health`]: lambda,
  [`us-east-1 ${domain} GET /v1/hello`]: lambda,
});
const west = { 'us-west-2 GET /test': 200, 'us-west-2 GET /v1/health': 200, 'us-west-2 GET /v1/hello': 200 };
const sdk = (status: number) => ({ 'us-east-1 SDK lambda GetFunction': status });

/** What every endpoint is to answer in each phase. */
const story = {
  steady: { ...east(200, 200), ...west, ...sdk(200) },
  apigateway: { ...east(503, 503), ...west, ...sdk(200) },
  lambda: { ...east(200, 502), ...west, ...sdk(503) },
  region: { ...east(503, 503), ...west, ...sdk(503) },
  GetFunction: { ...east(200, 200), ...west, ...sdk(429) },
  latency: { ...east(200, 200), ...west, ...sdk(200) },
  halted: { ...east(200, 200), ...west, ...sdk(200) },
};

const statusesOf = ({ phases }: DemoData) =>
  Object.fromEntries(
    phases.map(({ name, measurements }) => [
      name,
      Object.fromEntries(measurements.map(({ subject, status }) => [subject, status])),
    ]),
  );

describe('chaos-lab demo', () => {
  it('measures the whole story with Terraform and osls', async function () {
    await requires(this, 'terraform', 'npm');
    const data = await runDemo();
    assert.deepEqual(statusesOf(data), story);
    assert.deepEqual(
      [data.ok, data.fallback, Object.keys(data.tools)],
      [true, undefined, ['terraform', 'serverless']],
    );
    const named = (name: string) => data.phases.find((phase) => phase.name === name)?.measurements ?? [];
    assert.deepEqual(
      named('latency').filter(({ durationMs }) => durationMs < 400),
      [],
    );
    assert.equal(named('GetFunction').at(-1)?.error, 'TooManyRequestsException');
  });

  it('tells the same story with osls alone when Terraform cannot get its provider, and says so', async function () {
    await requires(this, 'terraform', 'npm');
    const empty = await mkdtemp(join(tmpdir(), 'chaos-lab-no-provider-'));
    try {
      const config = join(empty, 'terraform.rc');
      await writeFile(config, `provider_installation {\n  filesystem_mirror { path = "${empty}" }\n}\n`);
      const data = await runDemo({ TF_CLI_CONFIG_FILE: config });
      assert.deepEqual(statusesOf(data), story);
      assert.deepEqual(
        [data.fallback, Object.keys(data.tools)],
        ['Terraform could not get its AWS provider.', ['serverless']],
      );
    } finally {
      await rm(empty, { recursive: true, force: true });
    }
  });
});
