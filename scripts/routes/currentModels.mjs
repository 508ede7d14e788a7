// @ts-check
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { clientNameOf } from './clientNames.mjs';
import { inBucket } from './inBucket.mjs';
import { needsOf } from './needsOf.mjs';
import { isOperation, membersOf, resolve } from './smithySchema.mjs';

/** @import { Model, Operation } from './model.mjs' */

/**
 * The services whose v3 clients are installed in `folder`, as they are today.
 *
 * @param {string} folder
 * @returns {Model[]}
 */
export function currentModels(folder) {
  const require = createRequire(join(folder, 'package.json'));
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return Object.keys(dependencies)
    .filter((name) => name.startsWith('@aws-sdk/client-'))
    .map((name) => readModel(require(name)));
}

/** @param {Record<string, any>} sdk @returns {Model} */
function readModel(sdk) {
  const [, Client] =
    Object.entries(sdk).find(([name]) => /\wClient$/.test(name) && name !== '__Client') ?? [];
  const { config } = new Client({ region: 'us-east-1' });
  const { serviceTarget, version } = config.protocolSettings;
  const client = clientNameOf(config.serviceId);
  const protocol = config.protocol.name ?? config.protocol.constructor.name;
  return {
    client,
    serviceId: config.serviceId,
    signingName: config.defaultSigningName,
    endpointPrefix: endpointPrefixOf(config),
    target: serviceTarget,
    queryVersion: /Query/.test(protocol) ? version : undefined,
    isRest: /Rest/.test(protocol),
    operations: Object.values(sdk)
      .filter(isOperation)
      .map((shape) => readOperation(shape, client)),
  };
}

/** What stands before the region in the host that the client calls; undefined of a service without regions. */
function endpointPrefixOf(/** @type {any} */ { endpointProvider }) {
  try {
    const { hostname } = endpointProvider({ Region: 'us-east-1' }).url;
    return /^(.+)\.us-east-1\.amazonaws\.com$/.exec(hostname)?.[1];
  } catch {
    return undefined; // its host is known only with a bucket, an account or a table
  }
}

/** @returns {Operation} */
function readOperation(/** @type {any} */ [, , name, traits, input], /** @type {string} */ client) {
  const [method, path] = traits.http ?? ['POST', '/'];
  const members = membersOf(resolve(input));
  return { name, method, uri: inBucket(client, path, members), needs: needsOf(members) ?? [] };
}
