// @ts-check
import { join } from 'node:path';
import { clientsFolder } from '../lib/installClients.mjs';
import { currentModels } from './currentModels.mjs';
import { newerServices } from './newerServices.mjs';
import { publishedModels } from './publishedModels.mjs';
import { shapeOf } from './routeText.mjs';

/** @import { Model, Operation } from './model.mjs' */

/**
 * Every service that one of the sources knows, sorted. What a v3 client says of it counts more than what v2 said, whose
 * other paths remain: older SDKs go on to use them.
 *
 * @returns {Model[]}
 */
export function allModels() {
  /** @type {Map<string, Model>} */
  const models = new Map();
  const published = publishedModels(join(clientsFolder, 'node_modules', 'aws-sdk'));
  for (const model of [...published, ...newerServices, ...currentModels(clientsFolder)]) {
    const older = models.get(model.client);
    models.set(model.client, {
      ...model,
      endpointPrefix: model.endpointPrefix ?? older?.endpointPrefix,
      queryVersion: model.queryVersion ?? older?.queryVersion,
      operations: [...model.operations, ...otherPaths(older?.operations ?? [], model.operations)],
    });
  }
  return [...models.values()].sort((a, b) => (a.client < b.client ? -1 : 1));
}

/** @param {readonly Operation[]} older @param {readonly Operation[]} operations */
function otherPaths(older, operations) {
  const known = new Set(operations.map(shapeOf));
  return older.filter((operation) => !known.has(shapeOf(operation)));
}
