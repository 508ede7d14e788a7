// Runs test/integration in a real extension host: the desktop's where there is one, else code-server's.
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runScript, ScriptError } from '../../scripts/lib/scriptError.mjs';
import { missing, type Requirement } from '../support/requirements';
import { isRequired } from '../support/requires';
import { bundleIntegrationTests } from './bundleIntegrationTests';
import { runInCodeServer } from './codeServerHost';
import { findDesktop, runInDesktop } from './desktopHost';
import type { HostRun } from './hostRun';

void runScript(async () => {
  const home = await mkdtemp(join(tmpdir(), 'chaos-lab-integration-'));
  try {
    return await runSuite(home);
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
});

/** Resolves with the exit code. */
async function runSuite(home: string): Promise<number> {
  const results = process.env.CHAOS_LAB_RESULTS ?? join(home, 'results.jsonl');
  const desktop = await findDesktop();
  if (!desktop && (await skipped(results))) return 0;
  const run: HostRun = { home, results, tests: await bundleIntegrationTests() };
  return desktop ? runInDesktop(desktop, run) : runInCodeServer(run);
}

/** Says in the results that all tests are skipped where the machine has no host for them. */
async function skipped(results: string): Promise<boolean> {
  const needed: Requirement[] = ['vscode', 'chromium'];
  for (const name of needed) {
    const reason = await missing(name);
    if (!reason) continue;
    if (isRequired(name)) throw new ScriptError(`CHAOS_LAB_REQUIRE asks for ${name}, but ${reason}.`);
    const title = 'everything in the extension host';
    const skip = { type: 'skip', title, path: [title], depth: 0, reason };
    await appendFile(results, `${JSON.stringify(skip)}\n${JSON.stringify({ type: 'end' })}\n`);
    return true;
  }
  return false;
}
