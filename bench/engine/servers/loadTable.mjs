// @ts-check
// Loads a bundle in a process that has nothing else, and tells how long that took and what it holds afterwards.
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
const [, , file = ''] = process.argv;

collect();
const before = process.memoryUsage();
const begun = performance.now();
const table = createRequire(import.meta.url)(file);
const ms = performance.now() - begun;
collect();
const after = process.memoryUsage();
const bytes = after.heapUsed + after.external - before.heapUsed - before.external;
process.stdout.write(JSON.stringify({ ms, bytes, entries: Object.keys(table).length }));
