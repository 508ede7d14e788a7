// @ts-check
import { cpus, totalmem } from 'node:os';
import { root } from '../../scripts/lib/paths.mjs';
import { runCommand } from '../../scripts/lib/runCommand.mjs';

/**
 * What figures are worth nothing without: when, of which state of the code, and on what machine they were taken.
 *
 * @returns {Promise<string>} a line: `2026-01-01 · a1b2c3d · 2 × Intel(R) Xeon(R) · 8 GB · Linux · Node.js 20.20.0`
 */
export async function describeRun() {
  const [{ model } = { model: 'unknown CPU' }] = cpus();
  return [
    new Date().toISOString().slice(0, 10),
    await version(),
    `${cpus().length} × ${model.trim()}`,
    `${Math.round(totalmem() / 2 ** 30)} GB`,
    process.platform,
    `Node.js ${process.versions.node}`,
  ].join(' · ');
}

/** Of the code that was measured; with `-dirty` where it was changed since. */
const version = () =>
  runCommand('git', ['describe', '--always', '--dirty', '--exclude', '*'], { cwd: root }).then(
    (text) => text.trim(),
    () => 'no git version',
  );
