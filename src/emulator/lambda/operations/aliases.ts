import { randomUUID } from 'node:crypto';
import type { Input, Operation } from '../../service';
import { recordField, requiredField, textField } from '../fields';
import { type Alias, type FunctionRecord, LATEST } from '../functionRecord';
import type { FunctionTable } from '../functionTable';
import { conflict, constraintViolation, invalidParameter, notFound, staleRevision } from '../lambdaErrors';
import { pageOf } from '../paging';
import type { LambdaParts } from '../parts';

const PAGE_SIZE = 50;

/** Names for versions, optionally spread over two of them. */
export const aliases = ({ table }: LambdaParts): Record<string, Operation> => ({
  CreateAlias: (input, { region }) => {
    const record = table.get(region, requiredField(input, 'FunctionName'));
    const alias = newAlias(table, region, record, input);
    table.change(region, record, { aliases: [...record.aliases, alias] });
    return { status: 201, body: describeAlias(table, region, record, alias) };
  },
  GetAlias: (input, { region }) => {
    const { record, alias } = findAlias(table, region, input);
    return { body: describeAlias(table, region, record, alias) };
  },
  UpdateAlias: (input, { region }) => {
    const { record, alias } = findAlias(table, region, input);
    const changed = changedAlias(table, region, record, alias, input);
    table.change(region, record, {
      aliases: record.aliases.map((other) => (other === alias ? changed : other)),
    });
    return { body: describeAlias(table, region, record, changed) };
  },
  /** Deleting one that is not there succeeds. */
  DeleteAlias: (input, { region }) => {
    const record = table.get(region, requiredField(input, 'FunctionName'));
    const name = requiredField(input, 'Name');
    table.change(region, record, { aliases: record.aliases.filter(({ Name }) => Name !== name) });
    return { status: 204 };
  },
  ListAliases: (input, { region }) => {
    const record = table.get(region, requiredField(input, 'FunctionName'));
    const version = textField(input, 'FunctionVersion');
    const matching = record.aliases.filter(
      ({ FunctionVersion }) => (version ?? FunctionVersion) === FunctionVersion,
    );
    const { items, NextMarker } = pageOf(matching, input, PAGE_SIZE, ({ Name }) => Name);
    const Aliases = items.map((alias) => describeAlias(table, region, record, alias));
    return { body: { Aliases, ...(NextMarker !== undefined && { NextMarker }) } };
  },
});

function newAlias(table: FunctionTable, region: string, record: FunctionRecord, input: Input): Alias {
  const name = requiredField(input, 'Name');
  if (!/^(?!\d+$)[\w-]{1,128}$/.test(name)) {
    throw constraintViolation(
      'name',
      name,
      'Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)',
    );
  }
  if (record.aliases.some(({ Name }) => Name === name)) {
    throw conflict(`Alias already exists: ${table.arn(region, record.name, name)}`);
  }
  const blank: Alias = { Name: name, FunctionVersion: '', Description: '', weights: {}, revisionId: '' };
  requiredField(input, 'FunctionVersion');
  return changedAlias(table, region, record, blank, input);
}

function changedAlias(
  table: FunctionTable,
  region: string,
  record: FunctionRecord,
  alias: Alias,
  input: Input,
): Alias {
  const revision = textField(input, 'RevisionId');
  if (revision !== undefined && revision !== alias.revisionId) throw staleRevision();
  const changed: Alias = {
    ...alias,
    FunctionVersion: textField(input, 'FunctionVersion') ?? alias.FunctionVersion,
    Description: textField(input, 'Description') ?? alias.Description,
    weights: weightsField(input) ?? alias.weights,
    revisionId: randomUUID(),
  };
  for (const version of [changed.FunctionVersion, ...Object.keys(changed.weights)]) {
    const known = version === LATEST || record.published.some((published) => published.version === version);
    if (!known) throw notFound(`Function not found: ${table.arn(region, record.name, version)}`);
  }
  return changed;
}

function weightsField(input: Input): Alias['weights'] | undefined {
  const routing = recordField(input, 'RoutingConfig');
  if (!routing) return undefined;
  const weights = recordField(routing, 'AdditionalVersionWeights') ?? {};
  for (const [version, weight] of Object.entries(weights)) {
    if (typeof weight !== 'number' || weight < 0 || weight > 1) {
      throw invalidParameter(`The weight of version ${version} must be a number from 0 to 1.`);
    }
  }
  return weights as Alias['weights'];
}

function findAlias(
  table: FunctionTable,
  region: string,
  input: Input,
): { record: FunctionRecord; alias: Alias } {
  const record = table.get(region, requiredField(input, 'FunctionName'));
  const name = requiredField(input, 'Name');
  const alias = record.aliases.find(({ Name }) => Name === name);
  if (!alias) throw notFound(`Cannot find alias arn: ${table.arn(region, record.name, name)}`);
  return { record, alias };
}

function describeAlias(
  table: FunctionTable,
  region: string,
  record: FunctionRecord,
  { Name, FunctionVersion, Description, weights, revisionId }: Alias,
): Record<string, unknown> {
  return {
    AliasArn: table.arn(region, record.name, Name),
    Name,
    FunctionVersion,
    Description,
    RevisionId: revisionId,
    ...(Object.keys(weights).length > 0 && { RoutingConfig: { AdditionalVersionWeights: weights } }),
  };
}
