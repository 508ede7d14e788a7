import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { botocoreModels } from '../../scripts/routes/botocoreModels.mjs';
import { clientNameOf } from '../../scripts/routes/clientNames.mjs';
import type { Model, Operation } from '../../scripts/routes/model.mjs';
import { newerFile, newerModels, newerThan, printNewer } from '../../scripts/routes/newerModels.mjs';
import { findService } from '../../src/gateway/identify/findService';
import { matchRestOperation } from '../../src/gateway/identify/matchRestOperation';
import type { NamedOperation } from '../../src/gateway/identify/namedOperation';
import { requires } from '../support/requires';

/** The method and path with which botocore sends an operation, `sample` in all labels and in all that it needs. */
function askedBy({ method, uri, needs }: Operation) {
  const [path = '', literals = ''] = uri.replace(/\{[\w-]+\+?\}/g, 'sample').split('?');
  const query = new URLSearchParams(literals);
  const headers: Record<string, string> = {};
  for (const need of needs) {
    if (need.startsWith('?')) query.set(need.slice(1), 'sample');
    else headers[need] = 'sample';
  }
  return { method, path, query, headers };
}

/** botocore names no API in its user agent. */
function serviceOf(
  { signingName, target, queryVersion, isRest }: Model,
  operation: Operation,
  hostName?: string,
) {
  const named: NamedOperation = target
    ? { protocol: 'json-1.1', operation: operation.name, target }
    : { protocol: 'query', operation: operation.name, version: queryVersion ?? '' };
  return findService({ signingName, hostName, named: isRest ? undefined : named, asked: askedBy(operation) })
    ?.service;
}

/** `docdb -> rds`, and for how many operations. */
function mistakes(
  models: readonly Model[],
  find: (model: Model, operation: Operation) => string | undefined,
) {
  const counts: Record<string, number> = {};
  for (const model of models) {
    for (const operation of model.operations) {
      const found = find(model, operation);
      if (found === model.client) continue;
      const key = `${model.client} -> ${found}`;
      counts[key] = (counts[key] ?? 0) + 1;
    }
  }
  return counts;
}

/** Operations of two services that are the same on the wire. All three lists stand in docs/gateway.md. */
const alike = {
  'chime -> chime-sdk-voice': 16,
  'docdb -> rds': 55,
  'greengrass -> greengrassv2': 8,
  'neptune -> rds': 70,
  'pinpoint-sms-voice -> sms-voice': 8,
  'timestream-write -> timestream-query': 4,
  'wisdom -> qconnect': 41,
};

/** Those that only their host tells apart. */
const unlessByHost = {
  'bedrock-agent-runtime -> bedrock-agent': 4,
  'bedrock-data-automation -> bedrock': 3,
  'chime-sdk-media-pipelines -> chime-sdk-identity': 3,
  'chime-sdk-meetings -> chime-sdk-identity': 3,
  'chime-sdk-messaging -> chime-sdk-identity': 3,
  'chime-sdk-voice -> chime-sdk-identity': 3,
  'ivs-realtime -> ivs': 3,
  'lexv2-models -> lex-models': 6,
  'signer-data -> signer': 1,
};

/** Operations of one service that are the same on the wire. */
const replaced = [
  's3 GetBucketLifecycle -> GetBucketLifecycleConfiguration',
  's3 GetBucketNotification -> GetBucketNotificationConfiguration',
  's3 ListDirectoryBuckets -> ListBuckets',
  's3 PutBucketLifecycle -> PutBucketLifecycleConfiguration',
  's3 PutBucketNotification -> PutBucketNotificationConfiguration',
];

describe('the services of botocore', () => {
  let models: Model[] = [];

  before(async function () {
    await requires(this, 'botocore');
    const { version, models: all } = await botocoreModels();
    const { version: expected } = newerModels();
    if (version !== expected && this.test?.parent) {
      this.test.parent.skipReason = `the table is compared with botocore ${expected}, and this is ${version}`;
      this.skip();
    }
    models = all;
  });

  it('are called as the table calls them', () => {
    const wrong = models.filter(({ client, serviceId = '' }) => clientNameOf(serviceId) !== client);
    // botocore has this one twice.
    assert.deepEqual(
      wrong.map(({ client }) => client),
      ['sms-voice'],
    );
  });

  it('are told apart by what their requests say', () => {
    const mistaken = mistakes(models, (model, operation) => serviceOf(model, operation));
    assert.deepEqual(mistaken, { ...alike, ...unlessByHost });
  });

  it('are told apart at the hosts of AWS itself', () => {
    const mistaken = mistakes(models, (model, operation) =>
      serviceOf(model, operation, model.endpointPrefix),
    );
    assert.deepEqual(mistaken, alike);
  });

  it('have REST operations that are all known', () => {
    const unknown = models
      .filter(({ isRest }) => isRest)
      .flatMap(({ client, operations }) =>
        operations.flatMap((operation) => {
          const found = matchRestOperation(client, askedBy(operation))?.operation;
          return found === operation.name ? [] : [`${client} ${operation.name} -> ${found}`];
        }),
      );
    assert.deepEqual(unknown, replaced);
  });

  it('that the packages from npm do not know are those of the file', async function () {
    await requires(this, 'clients');
    const { packagedModels } = await import('../../scripts/routes/allModels.mjs');
    const newer = printNewer(newerModels().version, newerThan(models, packagedModels()));
    assert.equal(readFileSync(newerFile, 'utf8'), newer);
  });
});
