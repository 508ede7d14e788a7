import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HumanError } from '../../core/errors';
import { interrupted } from '../commands/deploy';
import { withInterrupt } from '../interrupt';
import { Terminal } from '../terminal';
import type { DemoOptions } from './demoCommand';
import { demoData, demoTable, deviations } from './demoReport';
import { runDemo } from './runDemo';

/** Runs the demo in a folder of its own, and leaves nothing behind. Rejects when something was not as promised. */
export const demo = async (options: DemoOptions): Promise<void> => {
  const terminal = new Terminal(options.json === true);
  const dir = await mkdtemp(join(tmpdir(), 'chaos-lab-demo-'));
  try {
    const report = await withInterrupt(
      (cancellation) =>
        runDemo({
          ...cancellation,
          dir,
          terraformPath: options.terraform,
          verbose: options.verbose === true,
          line: (text) => terminal.line(text),
        }),
      () => terminal.line(interrupted),
    );
    const wrong = deviations(report);
    const seconds = (report.durationMs / 1000).toFixed(1);
    const verdict = wrong.length ? '' : `\nEverything as promised, in ${seconds} s.`;
    terminal.result(demoData(report), `\n${demoTable(report)}\n${verdict}`);
    if (wrong.length) throw new HumanError(wrong.join('\n'));
  } finally {
    await rm(dir, { recursive: true, force: true, maxRetries: 3 });
  }
};
