import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startEngine } from './contestants/engine';

/** Ms until the engine says that it serves; it is stopped afterwards. */
export async function measureEngineStart(args: readonly string[]): Promise<number> {
  const begun = performance.now();
  const engine = await startEngine(args, 'any');
  const tookMs = performance.now() - begun;
  await engine.stop();
  return tookMs;
}

/** Ms that Node takes to run nothing. */
export async function measureNodeStart(): Promise<number> {
  const begun = performance.now();
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit');
  return performance.now() - begun;
}
