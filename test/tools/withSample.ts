import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fetch from 'node-fetch';
import { root } from '../../scripts/lib/paths.mjs';
import type { Application } from '../../src/core/deploy/deployment';
import { runTool, type ToolExit } from '../../src/core/deploy/runTool';
import { toolEnvironment } from '../../src/core/deploy/toolEnvironment';
import { oslsModules } from './oslsModules';

export const DOMAIN = 'chaos-example.demo.com';

export interface SampleOptions {
  readonly region?: string;
  /** The region that has the custom domain. */
  readonly first?: boolean;
}

/** The sample application in a folder of its own, and the real tools in it. */
export interface Sample {
  /** What `Chaos: Deploy` deploys. */
  readonly application: Application;
  readonly region: string;
  readonly serverlessDir: string;
  /** The engine may be another one after a restart. */
  useEngine(url: string): void;
  /** Rejects when Terraform fails. */
  terraform(...args: string[]): Promise<string>;
  /** Rejects when osls fails. */
  osls(...args: string[]): Promise<string>;
  /** For what is expected to fail: gives what osls printed. */
  oslsFailing(...args: string[]): Promise<string>;
  /** Hands Terraform's outputs to osls, as `Chaos: Deploy` does. */
  handOverOutputs(): Promise<string>;
  write(file: string, content: string | Buffer): Promise<void>;
  /** Changes a file of the Serverless part. */
  edit(file: string, change: (content: string) => string): Promise<void>;
}

export async function withSample<T>(
  url: string,
  { region = 'us-east-1', first = true }: SampleOptions,
  work: (sample: Sample) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'chaos-lab-sample-'));
  try {
    await cp(join(root, 'sample-app'), folder, { recursive: true, filter: isSource });
    await symlink(await oslsModules(), join(folder, 'node_modules'), 'junction');
    return await work(createSample(folder, { toolEndpoint: url, region, first }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const isSource = (path: string): boolean => !/[/\\](node_modules|\.terraform|\.serverless)$/.test(path);

interface Target {
  toolEndpoint: string;
  readonly region: string;
  readonly first: boolean;
}

function createSample(folder: string, target: Target): Sample {
  const serverlessDir = join(folder, 'serverless');
  const outputs: NodeJS.ProcessEnv = {};
  const run = (command: readonly string[], cwd: string): Promise<ToolExit> =>
    runTool({ command, cwd, env: { ...toolEnvironment(target), ...outputs }, onLine: () => {} });
  const terraform = (...args: string[]) => succeed(run(['terraform', ...args], join(folder, 'terraform')));
  const osls = (args: readonly string[]) => {
    const program = join(folder, 'node_modules', 'osls', 'bin', 'serverless.js');
    return run([process.execPath, program, ...args, '--region', target.region], serverlessDir);
  };
  return {
    application: { dir: folder, terraformDir: join(folder, 'terraform'), serverlessDir },
    region: target.region,
    serverlessDir,
    useEngine: (url) => {
      target.toolEndpoint = url;
    },
    terraform,
    osls: (...args) => succeed(osls(args)),
    oslsFailing: async (...args) => {
      const { code, output } = await osls(args);
      assert.notEqual(code, 0, `osls ${args.join(' ')} should have failed:\n${output}`);
      return output;
    },
    handOverOutputs: async () => {
      // What it warns of, a missing configuration file for one, goes to the other stream.
      const { stdout } = await run(['terraform', 'output', '-json'], join(folder, 'terraform'));
      const values: Record<string, { value: string }> = JSON.parse(stdout);
      for (const [name, { value }] of Object.entries(values)) outputs[name.toUpperCase()] = value;
      return values.rest_api_id?.value ?? '';
    },
    write: (file, content) => writeFile(join(serverlessDir, file), content),
    edit: async (file, change) => {
      const path = join(serverlessDir, file);
      const before = await readFile(path, 'utf8');
      const after = change(before);
      assert.notEqual(after, before, `${file} has nothing of what was to be changed`);
      await writeFile(path, after);
    },
  };
}

async function succeed(exit: Promise<ToolExit>): Promise<string> {
  const { code, output } = await exit;
  assert.equal(code, 0, output);
  return output;
}

/** What an endpoint of a deployed API answers: its status and its JSON body. */
export async function request(
  engineUrl: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ readonly status: number; readonly body: unknown }> {
  const response = await fetch(`${engineUrl}${path}`, { headers });
  return { status: response.status, body: await response.json() };
}
