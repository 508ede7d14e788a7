// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/**
 * Starts a Node.js program that says on stdout where it listens.
 *
 * @param {string[]} args @param {RegExp} line whose first group is the port
 */
export async function startServer(args, line) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const stop = async () => {
    child.kill();
    await ended;
  };
  for await (const text of createInterface({ input: child.stdout })) {
    const port = line.exec(text)?.[1];
    if (port) return { url: `http://127.0.0.1:${port}`, stop };
  }
  throw new Error(`${args.join(' ')} ended before it listened. Run npm run build if dist/ is missing.`);
}
