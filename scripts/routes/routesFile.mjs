// @ts-check
// src/aws/model/routes.generated.ts: what tells services apart, and the REST operations of all of them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientsFolder } from '../lib/installClients.mjs';
import { mergeModels, packagedModels } from './allModels.mjs';
import { newerModels } from './newerModels.mjs';
import { routeText } from './routeText.mjs';

/** @import { Model } from './model.mjs' */

/** Who is meant when nothing in the request tells services of one signing name apart. */
const first = ['elbv2', 'opensearch', 'qconnect', 'rds', 's3outposts', 'ses'];

/** Who is hardly meant then. */
const last = ['chime', 'greengrass'];

/** Signing names besides that of the model. Source: the endpoint rules of the clients. @type {Readonly<Record<string, string[]>>} */
const otherSigningNames = {
  s3: ['s3express', 's3-object-lambda', 's3-outposts'],
  s3control: ['s3express', 's3-outposts'],
  ses: ['email'],
  sesv2: ['email'],
  'pinpoint-email': ['email'],
};

export function routesFile() {
  const models = mergeModels(newerModels().models, packagedModels());
  const rest = models.filter(({ isRest }) => isRest);
  const routes = rest.map(({ client, operations }) => {
    return `  ${JSON.stringify(client)}: ${JSON.stringify(routeText(operations))},`;
  });
  return `${head()}
/** Signing name -> botocore's client names, the likeliest first; absent where it is the one client name itself. */
export const signingNames: Readonly<Record<string, string>> = ${print(signingNames(models))};

/** First label of a host -> client names, where it is no signing name of the same client. */
export const hostNames: Readonly<Record<string, string>> = ${print(hostNames(models))};

/** Service id as SDKs write it into their user agent -> client name, where they differ and others share its signature. */
export const apiNames: Readonly<Record<string, string>> = ${print(apiNames(models))};

/** What stands before the operation in a target -> client names. */
export const targets: Readonly<Record<string, string>> = ${print(groupBy(models, ({ target }) => [target]))};

/** \`Version\` of a Query request -> client names. */
export const versions: Readonly<Record<string, string>> = ${print(
    groupBy(models, ({ queryVersion }) => [queryVersion]),
  )};

/** Client name -> the operations that only it has among those that share its target or version. */
export const ownOperations: Readonly<Record<string, string>> = ${print(ownOperations(models))};

/** Client name -> its REST operations, as scripts/routes/routeText.mjs writes them. */
export const routes: Readonly<Record<string, string>> = {
${routes.join('\n')}
};
`;
}

/** esbuild keeps a comment with an exclamation mark beside the bundle. */
function head() {
  const source = join(clientsFolder, 'node_modules', 'aws-sdk');
  const notice = readFileSync(join(source, 'NOTICE.txt'), 'utf8').trim().split('\n');
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  return `// Written by scripts/generate-routes.mjs; do not edit.
/*!
 * Facts (names, methods, paths, parameter names) of the models of the AWS APIs in aws-sdk ${version} and in the clients
 * of the AWS SDK for JavaScript v3, under the Apache License, Version 2.0 (https://www.apache.org/licenses/LICENSE-2.0).
 * They were changed: brought into another notation, and shortened. Their notice:
 *
${notice.map((line) => ` * ${line}`.trimEnd()).join('\n')}
 */`;
}

const print = (/** @type {Record<string, string>} */ table) => JSON.stringify(table, undefined, 2);

function signingNames(/** @type {Model[]} */ models) {
  const all = groupBy(models, ({ client, signingName }) => [
    signingName,
    ...(otherSigningNames[client] ?? []),
  ]);
  return Object.fromEntries(Object.entries(all).filter(([name, clients]) => name !== clients));
}

function hostNames(/** @type {Model[]} */ models) {
  const hosted = models.filter(({ endpointPrefix, signingName }) => endpointPrefix !== signingName);
  return groupBy(hosted, ({ endpointPrefix }) => [endpointPrefix]);
}

function apiNames(/** @type {Model[]} */ models) {
  const counts = groupBy(models, ({ signingName }) => [signingName]);
  const shared = models.filter(({ signingName }) => counts[signingName]?.includes(' '));
  const idOf = (/** @type {Model} */ { serviceId }) => serviceId?.toLowerCase().replaceAll(' ', '-');
  return groupBy(
    shared.filter((model) => idOf(model) !== model.client),
    (model) => [idOf(model)],
  );
}

/**
 * Key -> client names, sorted by key.
 *
 * @param {Model[]} models @param {(model: Model) => (string | undefined)[]} keysOf
 * @returns {Record<string, string>}
 */
function groupBy(models, keysOf) {
  /** @type {Record<string, string[]>} */
  const groups = {};
  for (const model of models) {
    for (const key of keysOf(model)) if (key) groups[key] = [...(groups[key] ?? []), model.client];
  }
  const sorted = Object.entries(groups).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, clients]) => [key, likeliestFirst(key, clients).join(' ')]));
}

/** The one that is called like the key goes before those that are not. */
function likeliestFirst(/** @type {string} */ key, /** @type {string[]} */ clients) {
  const rank = (/** @type {string} */ client) => {
    if (first.includes(client)) return 0;
    if (last.includes(client)) return 3;
    return client === key ? 1 : 2;
  };
  return [...clients].sort((a, b) => rank(a) - rank(b));
}

function ownOperations(/** @type {Model[]} */ models) {
  const byClient = new Map(models.map((model) => [model.client, model]));
  const groups = [
    groupBy(models, ({ target }) => [target]),
    groupBy(models, ({ queryVersion }) => [queryVersion]),
  ].flatMap((groups) => Object.values(groups));
  /** @type {Record<string, string>} */
  const own = {};
  for (const [likeliest = '', ...others] of groups.map((group) => group.split(' '))) {
    const known = new Set(byClient.get(likeliest)?.operations.map(({ name }) => name));
    for (const client of others) {
      const names = byClient.get(client)?.operations.map(({ name }) => name) ?? [];
      const only = names.filter((name) => !known.has(name));
      if (only.length > 0) own[client] = only.sort().join(' ');
    }
  }
  return own;
}
