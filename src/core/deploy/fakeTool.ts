import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tool } from './deployment';

/** For tests: hands out a temporary folder and takes it back. */
export const withFolder = async <T>(work: (dir: string) => Promise<T>): Promise<T> => {
  const dir = await mkdtemp(join(tmpdir(), 'chaos-lab-deploy-'));
  try {
    return await work(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
};

/** What a fake tool was run with, in the order the runs began and ended. */
export interface FakeRun {
  readonly event: 'begin' | 'end';
  readonly tool: string;
  readonly args: readonly string[];
  readonly region: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * For tests: a program that stands for a deployment tool and writes down how it was run. `behaviour` is the body of an
 * async function of `(args, region)` in its process; what it returns is the exit code.
 */
export const writeFakeTool = async (
  dir: string,
  name: Tool['name'],
  behaviour = 'return 0',
): Promise<Tool> => {
  const script = join(dir, `fake-${name}.cjs`);
  await writeFile(script, fakeScript(name, join(dir, 'runs.jsonl'), behaviour));
  return { name, version: '1.2.3', command: [process.execPath, script] };
};

export const readRuns = async (dir: string): Promise<FakeRun[]> => {
  const text = await readFile(join(dir, 'runs.jsonl'), 'utf8').catch(() => ''); // no tool was run
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as FakeRun);
};

/** `us-east-1 terraform apply` of each run, sorted where their order is a matter of chance. */
export const commandsOf = (runs: readonly FakeRun[], region: string): string[] =>
  runs
    .filter((run) => run.event === 'begin' && run.region === region)
    .map(({ tool, args }) => `${tool} ${args[0]}`);

const fakeScript = (name: string, log: string, behaviour: string) => `
const { appendFileSync, existsSync, mkdirSync, writeFileSync } = require('node:fs');
const { dirname } = require('node:path');
const args = process.argv.slice(2);
const region = process.env.AWS_REGION;
const note = (event) =>
  appendFileSync(${JSON.stringify(log)}, JSON.stringify({ event, tool: ${JSON.stringify(name)}, args, region, env: process.env }) + '\\n');
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
/** Terraform writes its state where -state says. */
const writeState = () => {
  const file = args.find((arg) => arg.startsWith('-state='))?.slice('-state='.length);
  if (file) { mkdirSync(dirname(file), { recursive: true }); writeFileSync(file, '{}'); }
};
note('begin');
(async () => { ${behaviour} })().then((code) => { note('end'); process.exitCode = code; });
`;
