import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from '../../scripts/lib/findProgram.mjs';
import { areClientsInstalled } from '../../scripts/lib/installClients.mjs';
import { cacheFolder } from '../../scripts/lib/paths.mjs';
import { findChromium } from '../../scripts/vscode/findChromium.mjs';
import { installCodeServer } from '../../scripts/vscode/installCodeServer.mjs';

const run = promisify(execFile);

/** What a test may need that a machine need not have. */
export type Requirement = 'terraform' | 'vscode' | 'chromium' | 'npm' | 'docker' | 'clients' | 'botocore';

/** Each resolves with why it cannot be used, or with nothing when it can. */
const checks: Readonly<Record<Requirement, () => Promise<string | undefined>>> = {
  terraform: terraformMissing,
  vscode: vscodeMissing,
  chromium: chromiumMissing,
  npm: npmMissing,
  docker: dockerMissing,
  clients: clientsMissing,
  botocore: botocoreMissing,
};

const known = new Map<Requirement, Promise<string | undefined>>();

/** Why `name` is not usable on this machine; looked up once per process. */
export function missing(name: Requirement): Promise<string | undefined> {
  const found = known.get(name) ?? checks[name]();
  known.set(name, found);
  return found;
}

const awsProvider = `terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 5.100" }
  }
}
`;

async function terraformMissing(): Promise<string | undefined> {
  const program = (await findProgram('terraform')) ?? (await findProgram('tofu'));
  if (!program) return 'neither terraform nor tofu is on the PATH';
  // Kept, so that a provider that must be downloaded is downloaded once.
  const folder = join(cacheFolder, 'terraform-provider');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'main.tf'), awsProvider);
  try {
    await run(program, ['init', '-backend=false', '-input=false', '-no-color'], {
      cwd: folder,
      timeout: 240_000,
    });
    return undefined;
  } catch (error) {
    return `\`terraform init\` cannot get the aws provider (${lastLine(error)})`;
  }
}

async function vscodeMissing(): Promise<string | undefined> {
  try {
    await installCodeServer();
    return undefined;
  } catch (error) {
    return `VS Code for the browser cannot be installed (${firstLine(error)})`;
  }
}

async function chromiumMissing(): Promise<string | undefined> {
  if (await findChromium()) return undefined;
  return 'no Chromium or Chrome was found (install it, or name it with CHROMIUM)';
}

async function npmMissing(): Promise<string | undefined> {
  try {
    await run('npm', ['ping', '--fetch-retries=0'], { timeout: 30_000 });
    return undefined;
  } catch (error) {
    return `npm cannot reach its registry (${lastLine(error)})`;
  }
}

/** Tests do not install them: that takes longer than a test may. */
async function clientsMissing(): Promise<string | undefined> {
  if (await areClientsInstalled()) return undefined;
  return 'the SDK clients of test/clients are not installed (`npm run test:clients` installs them)';
}

async function botocoreMissing(): Promise<string | undefined> {
  try {
    await run('python3', ['-c', 'import botocore'], { timeout: 30_000 });
    return undefined;
  } catch (error) {
    return `Python has no botocore (${lastLine(error)})`;
  }
}

/** Of Docker itself: a machine need not have its command line. */
async function dockerMissing(): Promise<string | undefined> {
  const { default: Docker } = await import('dockerode'); // slow to load
  try {
    await new Docker({ timeout: 15_000 }).ping();
  } catch (error) {
    return `Docker does not answer (${firstLine(error)})`;
  }
  if (process.platform === 'linux' || process.env.CHAOS_LAB_TEST_BASE) return undefined;
  return 'images for tests are made from the Node.js of a Linux machine (CHAOS_LAB_TEST_BASE names another base)';
}

const firstLine = (error: unknown): string => String((error as Error).message).split('\n')[0] ?? '';

/** The last line that a failed program printed says most. */
function lastLine(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  return (stderr || message).trim().split('\n').at(-1)?.trim() ?? message;
}
