import { HumanError } from '../../core/errors';
import { type RunningEngine, startEngine } from './startEngine';
import { watchForEnd } from './watchForEnd';

/** The options of `chaos-lab engine`, as parsed. */
export interface RunOptions {
  readonly port: number;
  readonly host: string;
  readonly data?: string;
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
  const engine = await start(options);
  process.stdout.write(`chaos-lab engine on ${engine.url}\nReady.\n`);
  const { failure } = await ended;
  if (failure !== undefined) report(`The engine failed and ends: ${describe(failure)}`);
  await close(engine);
  if (failure !== undefined) process.exitCode = 1;
}

async function start({ port, host, data, region, allowHost, seed }: RunOptions): Promise<RunningEngine> {
  try {
    const settings = { port, host, region, allowHosts: allowHost, report };
    return await startEngine({
      ...settings,
      ...(data === undefined ? {} : { dataDir: data }),
      ...(seed === undefined ? {} : { seed }),
    });
  } catch (error) {
    throw startError(error, port, host);
  }
}

async function close(engine: RunningEngine): Promise<void> {
  const cutOff = () => {
    report('The engine did not end in time and was cut off.');
    process.exit(1);
  };
  // Also for what is left over when everything said it was closed.
  setTimeout(cutOff, CLOSE_DEADLINE_MS).unref();
  await engine.close();
}

/** What stands in the way of listening, with the next step; other errors as they are. */
function startError(error: unknown, port: number, host: string): unknown {
  const messages: Record<string, string> = {
    EADDRINUSE: `Port ${port} is in use. Stop what listens there, or give the engine another port with --port (0 takes any free one).`,
    EACCES: `Port ${port} may not be used by you. Give the engine a port above 1023 with --port.`,
    EADDRNOTAVAIL: `This machine has no address ${host}. Give --host one that it has, like 127.0.0.1.`,
    ENOTFOUND: `The host ${host} is unknown. Give --host an address of this machine, like 127.0.0.1.`,
  };
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = Object.hasOwn(messages, code) ? messages[code] : undefined;
  return message === undefined ? error : new HumanError(message, 'failed', { cause: error });
}

const describe = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
