import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cacheFolder } from '../../scripts/lib/paths.mjs';
import { createProgress } from '../../scripts/lib/progress.mjs';
import { runScript, ScriptError } from '../../scripts/lib/scriptError.mjs';
import { describeRun } from '../lib/machine.mjs';
import { writeResults } from '../lib/results.mjs';
import { Rivals } from './contestants/rivals';
import { figuresOf } from './figures';
import { installRivals } from './installRivals.mjs';
import { lineUp } from './lineUp';
import { findLoad } from './load';
import { reportOf, tablesOf } from './report';
import { type Plan, runBench } from './runBench';

const usage = 'Usage: npm run bench [-- --quick]';

const full: Plan = {
  warmUpSeconds: 2,
  loadRounds: 9,
  loadSeconds: 3,
  latencyRounds: 9,
  latencySeconds: 3,
  starts: 15,
  memoryRounds: 1,
  memoryRequests: 100_000,
  identifyRounds: 9,
  identifyCalls: 20_000,
};

/** Shows that it runs, without the rivals that are to be installed; the figures are worth nothing. */
const quick: Plan = {
  warmUpSeconds: 0,
  loadRounds: 1,
  loadSeconds: 1,
  latencyRounds: 1,
  latencySeconds: 1,
  starts: 1,
  memoryRounds: 1,
  memoryRequests: 1000,
  identifyRounds: 1,
  identifyCalls: 1000,
};

void runScript(async () => {
  const isQuick = readArguments(process.argv.slice(2));
  const progress = createProgress();
  const [run, load] = await Promise.all([describeRun(), findLoad()]);
  const rivals = isQuick ? undefined : new Rivals(await installRivals(progress));
  const all = await lineUp(rivals, join(cacheFolder, 'bench-servers'), progress);
  try {
    const measured = await runBench(all, load.run, isQuick ? quick : full, progress);
    if (isQuick) {
      progress.info(`\n${tablesOf(measured, all.missing)}\n`);
      return 0;
    }
    const report = reportOf(measured, all.missing, [aboutOf(load.name), run]);
    progress.info(`\n${report}\n`);
    await writeResults('engine', report);
    return figuresOf(measured).every(({ ok }) => ok) ? 0 : 1;
  } finally {
    await all.stop();
  }
});

const aboutOf = (load: string): string =>
  `Medians of ${full.loadRounds} interleaved rounds of ${full.loadSeconds} s, load by ${load} on 32 connections.`;

function readArguments(args: string[]): boolean {
  try {
    return parseArgs({ args, options: { quick: { type: 'boolean' } } }).values.quick ?? false;
  } catch (error) {
    throw new ScriptError(`${(error as Error).message}\n${usage}`, { exitCode: 2 });
  }
}
