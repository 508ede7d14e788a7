// @ts-check
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { shapeOf } from './routeText.mjs';

/** @import { Model, Operation } from './model.mjs' */

export const newerFile = join(root, 'scripts', 'routes', 'newerModels.jsonl');

/**
 * What botocore knows and the packages from npm do not. It is kept as a file: other machines have another botocore, or
 * none.
 *
 * @returns {{ version: string, models: Model[] }}
 */
export function newerModels() {
  const [head = '', ...lines] = readFileSync(newerFile, 'utf8').trim().split('\n');
  return { version: JSON.parse(head).version, models: lines.map((line) => JSON.parse(line)) };
}

/**
 * @param {readonly Model[]} models @param {readonly Model[]} known
 * @returns {Model[]} those that are not known, and those of which a REST operation is not
 */
export const newerThan = (models, known) =>
  models.flatMap((model) => {
    const same = known.find(({ client }) => client === model.client);
    const operations = model.isRest ? unknownTo(same?.operations ?? [], model.operations) : [];
    return same === undefined || operations.length > 0 ? [{ ...model, operations }] : [];
  });

/**
 * @param {readonly Operation[]} known @param {readonly Operation[]} operations
 * @returns {Operation[]} those that a router cannot take for one that is known
 */
export function unknownTo(known, operations) {
  const shapes = new Set(known.map(shapeOf));
  return operations.filter((operation) => !shapes.has(shapeOf(operation)));
}

/** The version, then one service a line. @param {string} version of botocore @param {readonly Model[]} models */
export const printNewer = (version, models) =>
  [{ version }, ...models].map((line) => `${JSON.stringify(line)}\n`).join('');
