import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import EventReporter from '../reporter.mjs';

/**
 * What VS Code calls in the extension host: runs the bundled tests that lie beside this bundle.
 * Rejects when a test failed, which makes VS Code end with an error.
 */
export async function run(): Promise<void> {
  const mocha = new Mocha({
    timeout: 20_000,
    reporter: EventReporter,
    forbidOnly: true,
    ...(process.env.CHAOS_LAB_GREP ? { grep: process.env.CHAOS_LAB_GREP } : {}),
  });
  for (const file of testFiles()) mocha.addFile(file);
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}

const testFiles = (): string[] =>
  readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.js'))
    .sort()
    .map((name) => join(__dirname, name));
