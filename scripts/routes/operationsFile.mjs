// @ts-check
// src/aws/model/operations.generated.ts: method, path and bindings of every REST operation of the services that the
// emulator has.
import { createRequire } from 'node:module';
import { inBucket } from './inBucket.mjs';
import { needsOf } from './needsOf.mjs';
import { isOperation, membersOf, resolve } from './smithySchema.mjs';

/** @import { Member } from './smithySchema.mjs' */

const require = createRequire(import.meta.url);

/** botocore's client name -> package. @type {Record<string, string>} */
const clients = {
  apigateway: '@aws-sdk/client-api-gateway',
  lambda: '@aws-sdk/client-lambda',
  s3: '@aws-sdk/client-s3',
};

export function operationsFile() {
  const services = Object.keys(clients).map((service) => {
    const lines = operationsOf(service).map((operation) => `    ${JSON.stringify(operation)},`);
    return [`  ${service}: [`, ...lines, '  ],'].join('\n');
  });
  return `// Written by scripts/generate-routes.mjs; do not edit.
// Facts (operation names, methods, paths, parameter names) of the AWS service models published with the
// AWS SDK for JavaScript v3, Copyright Amazon.com, Inc. or its affiliates, Apache-2.0.
import type { RestOperation } from './restOperation';

/** botocore's client name -> its REST operations. */
export const restOperations: Readonly<Record<string, readonly RestOperation[]>> = {
${services.join('\n')}
};
`;
}

function operationsOf(/** @type {string} */ service) {
  const shapes = Object.values(require(clients[service] ?? ''));
  return shapes
    .filter(isOperation)
    .map((shape) => readOperation(shape, service))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readOperation(/** @type {any} */ [, , name, traits, input], /** @type {string} */ service) {
  const [method, path] = traits.http;
  const members = membersOf(resolve(input));
  const queryParams = members.find(({ traits: own }) => own.httpQueryParams)?.name;
  return {
    name,
    method,
    uri: inBucket(service, path, members),
    needs: needsOf(members),
    query: bindingsBy('httpQuery', members),
    queryMap: queryParams,
    headers: bindingsBy('httpHeader', members),
    headerMap: bindingsBy('httpPrefixHeaders', members),
    body: renamedInBody(members),
    payload: payloadOf(members),
  };
}

/** `limit:number`; plain strings carry no suffix. */
const binding = (/** @type {Member} */ { name, kind }) =>
  ['number', 'boolean', 'list'].includes(kind) ? `${name}:${kind}` : name;

function bindingsBy(/** @type {string} */ trait, /** @type {Member[]} */ members) {
  const bound = members.filter(({ traits }) => trait in traits);
  if (bound.length === 0) return undefined;
  const nameOf = (/** @type {Member} */ { traits }) =>
    trait === 'httpQuery' ? traits[trait] : String(traits[trait]).toLowerCase();
  return Object.fromEntries(bound.map((member) => [nameOf(member), binding(member)]));
}

/** Members that the JSON body calls by another name. */
function renamedInBody(/** @type {Member[]} */ members) {
  const renamed = members.filter(({ traits }) => traits.jsonName && !traits.httpLabel);
  return renamed.length > 0
    ? Object.fromEntries(renamed.map(({ name, traits }) => [traits.jsonName, name]))
    : undefined;
}

function payloadOf(/** @type {Member[]} */ members) {
  const payload = members.find(({ traits }) => traits.httpPayload);
  if (payload === undefined) return undefined;
  const kind = { string: 'text', structure: 'structure' }[payload.kind] ?? 'bytes';
  return { member: payload.name, kind };
}
