// @ts-check
import { join } from 'node:path';
import { clientsFolder } from '../lib/installClients.mjs';
import { currentModels } from './currentModels.mjs';
import { unknownTo } from './newerModels.mjs';
import { publishedModels } from './publishedModels.mjs';

/** @import { Model } from './model.mjs' */

/** Every service of the packages that test/clients installs. */
export const packagedModels = () =>
  mergeModels(publishedModels(join(clientsFolder, 'node_modules', 'aws-sdk')), currentModels(clientsFolder));

/**
 * Sorted. What a later source says of a service counts more; the other paths of the earlier ones remain, since older
 * SDKs go on to use them.
 *
 * @param {readonly (readonly Model[])[]} sources
 * @returns {Model[]}
 */
export function mergeModels(...sources) {
  /** @type {Map<string, Model>} */
  const models = new Map();
  for (const model of sources.flat()) {
    const older = models.get(model.client);
    models.set(model.client, {
      ...model,
      endpointPrefix: model.endpointPrefix ?? older?.endpointPrefix,
      queryVersion: model.queryVersion ?? older?.queryVersion,
      operations: [...model.operations, ...unknownTo(model.operations, older?.operations ?? [])],
    });
  }
  return [...models.values()].sort((a, b) => (a.client < b.client ? -1 : 1));
}
