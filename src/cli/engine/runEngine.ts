import { awaitUpstream, UPSTREAM_PATIENCE_MS } from './awaitUpstream';
import { checkUpstream, type UpstreamWish } from './checkUpstream';
import { type RunningEngine, startEngine } from './startEngine';
import { startError } from './startError';
import { watchForEnd } from './watchForEnd';

/** The options of `chaos-lab engine`, as parsed. */
export interface RunOptions extends UpstreamWish {
  readonly region: string;
  readonly allowHost: readonly string[];
  readonly seed?: number;
  readonly parent?: number;
}

/** An engine that does not end by itself in this time is ended with its process. */
const CLOSE_DEADLINE_MS = 5000;

const report = (line: string) => process.stderr.write(`${line}\n`);

/** Serves until a signal comes or the parent goes away. Rejects with a `HumanError` when it cannot start. */
export async function runEngine(options: RunOptions): Promise<void> {
  // Whoever read our output may be gone before us; that is no reason to fail.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  process.on('unhandledRejection', (error) => report(`Unhandled: ${describe(error)}`));
  const ended = watchForEnd(options.parent);
  void ended.then(() => setTimeout(cutOff, CLOSE_DEADLINE_MS).unref());
  const told = new AbortController();
  void ended.then(() => told.abort());
  const engine = await start(options, told.signal);
  if (engine === undefined) return;
  process.stdout.write(`chaos-lab engine on ${engine.url}\nReady.\n`);
  const { failure } = await ended;
  if (failure !== undefined) report(`The engine failed and ends: ${describe(failure)}`);
  await engine.close();
  if (failure !== undefined) process.exitCode = 1;
}

/** Undefined when `told` aborts while it waits for its upstream. */
async function start(options: RunOptions, told: AbortSignal): Promise<RunningEngine | undefined> {
  const { port, host, data, upstream, regions, region, allowHost, seed } = options;
  await checkUpstream(options);
  if (upstream !== undefined) await awaitUpstream(upstream, patienceMs(options), told);
  if (told.aborted) return undefined;
  try {
    const settings = { port, host, region, allowHosts: allowHost, report };
    return await startEngine({
      ...settings,
      ...(data === undefined ? {} : { dataDir: data }),
      ...(upstream === undefined ? {} : { upstream }),
      ...(regions === undefined ? {} : { regions }),
      ...(seed === undefined ? {} : { seed }),
    });
  } catch (error) {
    throw startError(error, options);
  }
}

const patienceMs = ({ waitForUpstream: seconds }: RunOptions): number =>
  seconds === undefined ? UPSTREAM_PATIENCE_MS : seconds * 1000;

/** For an engine that hangs in its start, its end, or in something that it left over. */
function cutOff(): void {
  report('The engine did not end in time and was cut off.');
  process.exit(1);
}

const describe = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
