// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientNameOf } from './clientNames.mjs';

/** @import { Model, Operation } from './model.mjs' */

/**
 * Every service of the `apis/` of the npm package `aws-sdk` v2, each in its newest version.
 *
 * @param {string} folder of that package
 * @returns {Model[]}
 */
export function publishedModels(folder) {
  const apis = join(folder, 'apis');
  const files = readdirSync(apis).filter((name) => name.endsWith('.min.json'));
  const models = files.sort().map((name) => readModel(JSON.parse(readFileSync(join(apis, name), 'utf8'))));
  return [...new Map(models.map((model) => [model.client, model])).values()];
}

/** @returns {Model} */
function readModel(/** @type {any} */ { metadata, operations }) {
  const { serviceId, signingName, endpointPrefix, targetPrefix, apiVersion, protocol } = metadata;
  return {
    client: clientNameOf(serviceId),
    serviceId,
    signingName: signingName ?? endpointPrefix,
    endpointPrefix,
    target: targetPrefix,
    queryVersion: /query|ec2/.test([protocol, ...(metadata.protocols ?? [])].join()) ? apiVersion : undefined,
    isRest: protocol.startsWith('rest'),
    operations: Object.entries(operations).map(([name, operation]) => readOperation(name, operation)),
  };
}

/** @returns {Operation} */
function readOperation(/** @type {string} */ name, /** @type {any} */ { http = {}, input = {} }) {
  const { method = 'POST', requestUri = '/' } = http;
  /** @type {Bound[]} */
  const bound = Object.entries(input.members ?? {}).map(([member, { location, locationName = member }]) => ({
    member,
    location,
    locationName,
  }));
  return { name, method, uri: withMembers(requestUri, bound), needs: needsOf(input.required ?? [], bound) };
}

/** @typedef {{ member: string, location?: string, locationName: string }} Bound */

/** Labels by the name of their member, not by that of their place. */
const withMembers = (/** @type {string} */ uri, /** @type {Bound[]} */ bound) =>
  uri.replace(/\{([\w-]+)/g, (label, place) => {
    const own = bound.find(({ location, locationName }) => location === 'uri' && locationName === place);
    return own ? `{${own.member}` : label;
  });

const needsOf = (/** @type {string[]} */ required, /** @type {Bound[]} */ bound) =>
  bound
    .filter(({ member }) => required.includes(member))
    .flatMap(({ location, locationName }) => {
      if (location === 'querystring') return [`?${locationName}`];
      return location === 'header' ? [locationName.toLowerCase()] : [];
    });
