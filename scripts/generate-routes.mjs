// Writes src/aws/model/operations.generated.ts: method, path and bindings of every REST operation of the services
// the engine knows, read from the schemas inside the published AWS SDK clients.
//   node scripts/generate-routes.mjs            writes the file
//   node scripts/generate-routes.mjs --stdout   prints it
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const target = join(dirname(fileURLToPath(import.meta.url)), '../src/aws/model/operations.generated.ts');

/** botocore's client name -> package. */
const clients = {
  apigateway: '@aws-sdk/client-api-gateway',
  lambda: '@aws-sdk/client-lambda',
  s3: '@aws-sdk/client-s3',
};

// The schema notation is Smithy's for TypeScript (@smithy/core/schema): tuples that begin with their kind.
const SIMPLE = 0;
const STRUCTURE = 3;
const OPERATION = 9;
const kindNames = { 1: 'number', 2: 'boolean' };
const LIST_MODIFIER = 64;
const STRING = 0;
const traitBits = { httpLabel: 1, httpPayload: 16, httpQueryParams: 64 };

const resolve = (schema) => (typeof schema === 'function' ? schema() : schema);

/** Traits are a number of bits, an object, or absent. */
function traitsOf(traits) {
  if (typeof traits !== 'number') return traits ?? {};
  return Object.fromEntries(Object.entries(traitBits).filter(([, bit]) => traits & bit));
}

/** A member's own traits and those of its shape. */
function readMember(name, reference, required) {
  const [schema, own] =
    Array.isArray(reference) && typeof reference[0] !== 'string' ? memberOf(reference) : [reference, 0];
  const shape = resolve(schema);
  const shapeTraits = Array.isArray(shape) ? traitsOf(shape[3]) : {};
  return { name, required, traits: { ...shapeTraits, ...traitsOf(own) }, kind: kindOf(shape) };
}

/** `[schema, traits]` belongs to a member; `[3, "com.amazonaws…", …]` is a shape itself. */
const memberOf = (reference) => (typeof reference[1] === 'string' ? [reference, 0] : reference);

function kindOf(shape) {
  if (Array.isArray(shape)) {
    if (shape[0] === SIMPLE) return kindOf(shape[4]);
    if (shape[0] === STRUCTURE) return 'structure';
    return shape[0] === 1 ? 'list' : 'other';
  }
  if (shape === STRING) return 'string';
  return shape >= LIST_MODIFIER && shape < 2 * LIST_MODIFIER ? 'list' : (kindNames[shape] ?? 'bytes');
}

function membersOf(input) {
  const [, , , , names = [], references = [], requiredCount = 0] = input ?? [];
  return names.map((name, index) => readMember(name, references[index], index < requiredCount));
}

/** `limit:number`; plain strings carry no suffix. */
const binding = ({ name, kind }) => (['number', 'boolean', 'list'].includes(kind) ? `${name}:${kind}` : name);

function bindingsBy(trait, members) {
  const bound = members.filter(({ traits }) => trait in traits);
  if (bound.length === 0) return undefined;
  const nameOf = ({ traits }) =>
    trait === 'httpQuery' ? traits[trait] : String(traits[trait]).toLowerCase();
  return Object.fromEntries(bound.map((member) => [nameOf(member), binding(member)]));
}

/** Members that the JSON body calls by another name. */
function renamedInBody(members) {
  const renamed = members.filter(({ traits }) => traits.jsonName && !traits.httpLabel);
  return renamed.length > 0
    ? Object.fromEntries(renamed.map(({ name, traits }) => [traits.jsonName, name]))
    : undefined;
}

/** What a request must carry besides method and path to be this operation. */
function needsOf(members) {
  const needed = members.filter(
    ({ required, traits }) => required && (traits.httpQuery || traits.httpHeader),
  );
  const needs = needed.map(({ traits }) =>
    traits.httpQuery ? `?${traits.httpQuery}` : traits.httpHeader.toLowerCase(),
  );
  return needs.length > 0 ? needs : undefined;
}

function payloadOf(members) {
  const payload = members.find(({ traits }) => traits.httpPayload);
  if (payload === undefined) return undefined;
  const kind = { string: 'text', structure: 'structure' }[payload.kind] ?? 'bytes';
  return { member: payload.name, kind };
}

function readOperation([, , name, traits, input], service) {
  const [method, path] = traits.http;
  const members = membersOf(resolve(input));
  // The model of S3 puts the bucket into the host.
  const inBucket = service === 's3' && members.some((member) => member.name === 'Bucket' && member.required);
  const queryParams = members.find(({ traits: own }) => own.httpQueryParams)?.name;
  return {
    name,
    method,
    uri: inBucket ? `/{Bucket}${path.replace(/^\/(?=\?|$)/, '')}` : path,
    needs: needsOf(members),
    query: bindingsBy('httpQuery', members),
    queryMap: queryParams,
    headers: bindingsBy('httpHeader', members),
    headerMap: bindingsBy('httpPrefixHeaders', members),
    body: renamedInBody(members),
    payload: payloadOf(members),
  };
}

function operationsOf(service) {
  const shapes = Object.values(require(clients[service]));
  return shapes
    .filter((shape) => Array.isArray(shape) && shape[0] === OPERATION)
    .map((shape) => readOperation(shape, service))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function render() {
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

if (process.argv.includes('--stdout')) process.stdout.write(render());
else writeFileSync(target, render());
