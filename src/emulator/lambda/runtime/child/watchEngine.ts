import { Worker } from 'node:worker_threads';

const POLL_INTERVAL_MS = 500;

/** Runs in its own thread, where a handler stuck in `while (true)` cannot hold it up. */
const WATCH = `
const { workerData: { engine, interval, group } } = require('node:worker_threads');
const gone = () => {
  if (process.platform !== 'win32') return process.ppid !== engine;
  try { process.kill(engine, 0); return false; } catch { return true; }
};
setInterval(() => {
  if (gone()) process.kill(group ? -process.pid : process.pid, 'SIGKILL');
}, interval);
`;

/**
 * Ends this process, and what the handler started, when the engine is gone, even when the engine had no chance
 * to say so (SIGKILL) and the handler never yields. The environment leads its own process group except on Windows.
 */
export function watchEngine(engine: number): void {
  const workerData = { engine, interval: POLL_INTERVAL_MS, group: process.platform !== 'win32' };
  new Worker(WATCH, { eval: true, workerData, env: {}, execArgv: [] }).unref();
}
