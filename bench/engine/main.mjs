// @ts-check
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { root } from '../../scripts/lib/paths.mjs';
import { startServer } from './startServer.mjs';

const quick = process.argv.includes('--quick');
const rounds = quick ? 1 : 9;
const seconds = quick ? 1 : 5;
const servers = join(root, 'bench', 'engine', 'servers.mjs');
const autocannon = join(root, 'node_modules', 'autocannon', 'autocannon.js');

/** Answers a second, from a load in a process of its own. @param {string} url @returns {Promise<number>} */
async function load(url) {
  const child = spawn(process.execPath, [autocannon, '--json', '-c', '32', '-d', String(seconds), url], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const result = JSON.parse(await text(child.stdout));
  if (result.non2xx + result.errors > 0) throw new Error(`${url} answered with errors`);
  return result.requests.average;
}

/** @param {number[]} values */
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const plain = await startServer([servers, 'plain'], /^(\d+)$/);
const started = [plain];
try {
  started.push(await startServer([servers, 'proxy', plain.url], /^(\d+)$/));
  const engine = [join(root, 'dist', 'engine.js'), '--port', '0', '--upstream', plain.url];
  started.push(await startServer(engine, /^chaos-lab engine on .*:(\d+)$/));
  /** @type {number[][]} */
  const rates = started.map(() => []);
  for (let round = 0; round < rounds; round++)
    for (const [index, { url }] of started.entries()) rates[index]?.push(await load(url));
  const [limit = 0, proxy = 0, passOn = 0] = rates.map(median);
  process.stdout.write(
    `Plain node:http ${limit} requests/s, minimal proxy ${proxy}, pass-through ${passOn}\n`,
  );
  process.stdout.write(`Pass-through is ${(passOn / proxy).toFixed(2)} of the minimal proxy\n`);
} finally {
  await Promise.all(started.map(({ stop }) => stop()));
}
