import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createProgress } from '../../scripts/lib/progress.mjs';
import { runScript, ScriptError } from '../../scripts/lib/scriptError.mjs';
import { describeRun } from '../lib/machine.mjs';
import { writeResults } from '../lib/results.mjs';
import type { Wanted } from './figures';
import { reportOf } from './report';
import { type BenchOptions, runBench } from './runBench';

const usage =
  'Usage: npm run bench:panel [-- --long | --seconds N] [--profiles DIR] [--trace FILE] [--memory FILE]';
const [shortSeconds, longSeconds] = [120, 600];
const wanted: Wanted = { endpoints: 500, probeEverySeconds: 2, eventsPerSecond: 1000 };

const about =
  `${wanted.endpoints} endpoints, each probed every ${wanted.probeEverySeconds} s, and ${wanted.eventsPerSecond} ` +
  'other events a second; a fault on a quarter of the endpoints in the second quarter of the time.';

void runScript(async () => {
  const options = readArguments(process.argv.slice(2));
  const { seconds } = options;
  const progress = createProgress();
  const run = await describeRun();
  const figures = await progress.step(`Watching ${wanted.endpoints} endpoints for ${seconds} s`, () =>
    runBench(wanted, options),
  );
  const report = reportOf(`The lab panel, watched for ${seconds} seconds`, [about, run], figures);
  progress.info(`\n${report}\n`);
  const section = sectionOf(options);
  if (section) await writeResults(section, report);
  return figures.every(({ ok }) => ok) ? 0 : 1;
});

/** Undefined for what is nothing to keep: it was cut short, or slowed down by a profiler. */
const sectionOf = ({ seconds, profiles, trace, memory }: BenchOptions): string | undefined => {
  if ((profiles ?? trace ?? memory) !== undefined) return undefined;
  return { [shortSeconds]: 'panel', [longSeconds]: 'panel-long' }[seconds];
};

function readArguments(args: string[]): BenchOptions {
  try {
    const { values } = parseArgs({
      args,
      options: {
        long: { type: 'boolean' },
        seconds: { type: 'string' },
        profiles: { type: 'string' },
        trace: { type: 'string' },
        memory: { type: 'string' },
      },
    });
    const seconds = Number(values.seconds ?? (values.long ? longSeconds : shortSeconds));
    if (!Number.isInteger(seconds) || seconds < 20 || seconds > 3600)
      throw new Error(`--seconds takes a whole number from 20 to 3600, not "${values.seconds}".`);
    return {
      seconds,
      ...(values.profiles && { profiles: resolve(values.profiles) }),
      ...(values.trace && { trace: resolve(values.trace) }),
      ...(values.memory && { memory: resolve(values.memory) }),
    };
  } catch (error) {
    throw new ScriptError(`${(error as Error).message}\n${usage}`, { exitCode: 2 });
  }
}
