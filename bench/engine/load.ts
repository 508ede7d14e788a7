import { join } from 'node:path';
import { findProgram } from '../../scripts/lib/findProgram.mjs';
import { root } from '../../scripts/lib/paths.mjs';
import { runCommand } from '../../scripts/lib/runCommand.mjs';
import { pinned } from './programs/pinned';

/** What is asked again and again. */
export interface Target {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Loaded {
  readonly requests: number;
  readonly seconds: number;
}

/** Asks on 32 connections as fast as the answers come, from a process of its own. Rejects when an answer is no 2xx. */
export type Load = (target: Target, seconds: number) => Promise<Loaded>;

const CONNECTIONS = '32';

/** `wrk` where there is one: it takes less of the machine. Else autocannon. */
export async function findLoad(): Promise<{ readonly name: string; readonly run: Load }> {
  const wrk = await findProgram('wrk');
  return wrk === undefined ? { name: 'autocannon', run: withAutocannon } : { name: 'wrk', run: withWrk(wrk) };
}

const withWrk =
  (wrk: string): Load =>
  async ({ url, headers = {} }, seconds) => {
    const options = ['-t', '1', '-c', CONNECTIONS, '-d', `${seconds}s`, '--timeout', '10s'];
    const said = await run([wrk, ...options, ...headerOptions(headers), url]);
    return readWrk(said, url);
  };

/** The units of wrk are its own: `3.01s`, `1.00m`. */
export function readWrk(said: string, url: string): Loaded {
  const [, requests, time, unit] = /(\d+) requests in ([\d.]+)(s|m),/.exec(said) ?? [];
  const wrong = /Non-2xx.*|Socket errors:.*/.exec(said)?.[0];
  if (requests === undefined || wrong !== undefined)
    throw new Error(`The load on ${url} failed: ${wrong ?? said}`);
  return { requests: Number(requests), seconds: Number(time) * (unit === 'm' ? 60 : 1) };
}

const withAutocannon: Load = async ({ url, headers = {} }, seconds) => {
  const autocannon = join(root, 'node_modules', 'autocannon', 'autocannon.js');
  const options = ['--json', '--no-progress', '-c', CONNECTIONS, '-d', String(seconds)];
  const said = await run([process.execPath, autocannon, ...options, ...headerOptions(headers), url]);
  const { requests, duration, errors, non2xx } = JSON.parse(said.slice(said.indexOf('{')));
  if (errors + non2xx > 0)
    throw new Error(`The load on ${url} failed: ${errors} errors, ${non2xx} answers that are no 2xx.`);
  return { requests: requests.total, seconds: duration };
};

const headerOptions = (headers: Readonly<Record<string, string>>): string[] =>
  Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);

async function run(command: readonly string[]): Promise<string> {
  const [file = '', ...args] = await pinned('load', command);
  return runCommand(file, args);
}
