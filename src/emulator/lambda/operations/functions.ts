import { randomUUID } from 'node:crypto';
import type { Input, Operation, OperationContext } from '../../service';
import { readCode } from '../codeInput';
import { describeConfiguration } from '../configuration';
import { flagField, recordField, requiredField, textField, textMapField } from '../fields';
import { parseFunctionName } from '../functionName';
import { type FunctionRecord, type FunctionVersion, LATEST } from '../functionRecord';
import type { ResolvedFunction } from '../functionTable';
import { conflict, constraintViolation, invalidParameter } from '../lambdaErrors';
import { pageOf } from '../paging';
import type { LambdaParts } from '../parts';
import { newSettings } from '../settings';
import { publish } from './versions';

const PAGE_SIZE = 50;

/** Creating, reading and deleting functions. */
export const functions = (parts: LambdaParts): Record<string, Operation> => ({
  CreateFunction: async (input, { region }) => {
    const record = await createFunction(parts, input, region);
    const version = flagField(input, 'Publish') ? publish(parts.table, region, record) : record.latest;
    return { status: 201, body: describeConfiguration(parts.table, region, record, version) };
  },
  GetFunction: (input, { region }) => ({
    body: describeFunction(parts, region, resolve(parts, input, region)),
  }),
  GetFunctionConfiguration: (input, { region }) => ({
    body: configurationOf(parts, region, resolve(parts, input, region)),
  }),
  ListFunctions: (input, { region }) => ({ body: listFunctions(parts, input, region) }),
  DeleteFunction: (input, context) => {
    deleteFunction(parts, input, context);
    return { status: 204 };
  },
});

async function createFunction(
  { table, blobs, objects }: LambdaParts,
  input: Input,
  region: string,
): Promise<FunctionRecord> {
  const { name } = parseFunctionName(requiredField(input, 'FunctionName'), region);
  if (table.find(region, name)) throw alreadyThere(name);
  const settings = newSettings(input);
  const zip = await readCode(recordField(input, 'Code') ?? {}, objects);
  const code = { blob: await blobs.put(zip), size: zip.length };
  const record: FunctionRecord = {
    name,
    latest: { version: LATEST, settings, code, lastModified: Date.now(), revisionId: randomUUID() },
    published: [],
    nextVersion: 1,
    aliases: [],
    policies: {},
    tags: textMapField(input, 'Tags') ?? {},
  };
  // Again, since reading the code took its time.
  if (table.find(region, name)) throw alreadyThere(name);
  table.put(region, record);
  return record;
}

const alreadyThere = (name: string) => conflict(`Function already exist: ${name}`);

const resolve = ({ table }: LambdaParts, input: Input, region: string): ResolvedFunction =>
  table.resolve(region, requiredField(input, 'FunctionName'), textField(input, 'Qualifier'));

const configurationOf = (
  { table }: LambdaParts,
  region: string,
  { record, version, qualifier }: ResolvedFunction,
) => describeConfiguration(table, region, record, version, qualifier);

function describeFunction(
  parts: LambdaParts,
  region: string,
  found: ResolvedFunction,
): Record<string, unknown> {
  const { tags, reservedConcurrency, name } = found.record;
  return {
    Configuration: configurationOf(parts, region, found),
    Code: {
      RepositoryType: 'S3',
      Location: `https://awslambda-${region}-tasks.s3.${region}.amazonaws.com/snapshots/${name}-${found.version.code.blob}`,
    },
    ...(Object.keys(tags).length > 0 && { Tags: tags }),
    ...(reservedConcurrency !== undefined && {
      Concurrency: { ReservedConcurrentExecutions: reservedConcurrency },
    }),
  };
}

function listFunctions({ table }: LambdaParts, input: Input, region: string): Record<string, unknown> {
  const versions = textField(input, 'FunctionVersion');
  if (versions !== undefined && versions !== 'ALL') {
    throw constraintViolation('functionVersion', versions, 'Member must satisfy enum value set: [ALL]');
  }
  const rows = table
    .list(region)
    .flatMap((record) =>
      [record.latest, ...(versions ? record.published : [])].map((version) => ({ record, version })),
    );
  const { items, NextMarker } = pageOf(rows, input, PAGE_SIZE, rowKey);
  return {
    Functions: items.map(({ record, version }) =>
      describeConfiguration(table, region, record, version, versions ? version.version : undefined),
    ),
    ...(NextMarker !== undefined && { NextMarker }),
  };
}

const rowKey = ({ record, version }: { record: FunctionRecord; version: FunctionVersion }): string =>
  `${record.name}:${version.version}`;

/** The whole function, or one published version of it. */
function deleteFunction({ table, pool }: LambdaParts, input: Input, { region }: OperationContext): void {
  const { record, qualifier } = table.locate(
    region,
    requiredField(input, 'FunctionName'),
    textField(input, 'Qualifier'),
  );
  if (qualifier === undefined) table.delete(region, record.name);
  else deleteVersion({ table }, region, record, qualifier);
  pool.retire(table.arn(region, record.name), table.revisions(region, record.name));
}

function deleteVersion(
  { table }: Pick<LambdaParts, 'table'>,
  region: string,
  record: FunctionRecord,
  version: string,
): void {
  if (version === LATEST) {
    throw invalidParameter('$LATEST version cannot be deleted without deleting the function.');
  }
  if (!/^\d+$/.test(version)) {
    throw invalidParameter(
      'Deletion of aliases is not currently supported by DeleteFunction. Use DeleteAlias.',
    );
  }
  const alias = record.aliases.find(
    ({ FunctionVersion, weights }) => FunctionVersion === version || version in weights,
  );
  if (alias) throw conflict(`Version ${version} is referenced by alias: ${alias.Name}`);
  table.change(region, record, { published: record.published.filter((other) => other.version !== version) });
}
