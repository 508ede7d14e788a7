import { randomUUID } from 'node:crypto';
import type { Input, Operation } from '../../service';
import { requiredField, textField } from '../fields';
import type { FunctionRecord, Policy, PolicyStatement } from '../functionRecord';
import type { FunctionTable } from '../functionTable';
import { conflict, notFound, staleRevision } from '../lambdaErrors';
import type { LambdaParts } from '../parts';

/** Resource policies: kept and shown, never enforced. */
export const permissions = ({ table }: LambdaParts): Record<string, Operation> => ({
  AddPermission: (input, { region }) => {
    const { record, key, policy, arn } = findPolicy(table, region, input);
    const statement = newStatement(input, arn);
    if (policy?.statements.some(({ Sid }) => Sid === statement.Sid)) {
      throw conflict(
        `The statement id (${statement.Sid}) provided already exists. ` +
          'Please provide a new statement id, or remove the existing statement.',
      );
    }
    putStatements(table, region, record, key, [...(policy?.statements ?? []), statement]);
    return { status: 201, body: { Statement: JSON.stringify(statement) } };
  },
  RemovePermission: (input, { region }) => {
    const { record, key, policy } = findPolicy(table, region, input);
    const sid = requiredField(input, 'StatementId');
    const rest = policy?.statements.filter(({ Sid }) => Sid !== sid) ?? [];
    if (!policy || rest.length === policy.statements.length) {
      throw notFound(`Statement ${sid} is not found in resource policy.`);
    }
    putStatements(table, region, record, key, rest);
    return { status: 204 };
  },
  GetPolicy: (input, { region }) => {
    const { policy } = findPolicy(table, region, input);
    if (!policy) throw notFound('The resource you requested does not exist.');
    return { body: { Policy: policyText(policy), RevisionId: policy.revisionId } };
  },
});

function findPolicy(table: FunctionTable, region: string, input: Input) {
  const { record, qualifier, arn } = table.resolve(
    region,
    requiredField(input, 'FunctionName'),
    textField(input, 'Qualifier'),
  );
  const key = qualifier ?? '';
  const policy = record.policies[key];
  const revision = textField(input, 'RevisionId');
  if (revision !== undefined && revision !== policy?.revisionId) throw staleRevision();
  return { record, key, policy, arn };
}

/** The element of an IAM policy that grants what the input asks for. */
function newStatement(input: Input, arn: string): PolicyStatement {
  const conditions = conditionsOf(input);
  return {
    Sid: requiredField(input, 'StatementId'),
    Effect: 'Allow',
    Principal: principalOf(requiredField(input, 'Principal')),
    Action: requiredField(input, 'Action'),
    Resource: arn,
    ...(Object.keys(conditions).length > 0 && { Condition: conditions }),
  };
}

function principalOf(principal: string): unknown {
  if (principal === '*') return '*';
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:aws:iam::${principal}:root` };
  return principal.startsWith('arn:') ? { AWS: principal } : { Service: principal };
}

function conditionsOf(input: Input): Record<string, Record<string, string>> {
  const sourceArn = textField(input, 'SourceArn');
  const equal = Object.entries({
    'AWS:SourceAccount': textField(input, 'SourceAccount'),
    'aws:PrincipalOrgID': textField(input, 'PrincipalOrgID'),
    'lambda:EventSourceToken': textField(input, 'EventSourceToken'),
    'lambda:FunctionUrlAuthType': textField(input, 'FunctionUrlAuthType'),
  }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    ...(equal.length > 0 && { StringEquals: Object.fromEntries(equal) }),
    ...(sourceArn !== undefined && { ArnLike: { 'AWS:SourceArn': sourceArn } }),
  };
}

/** A policy without statements is no policy. */
function putStatements(
  table: FunctionTable,
  region: string,
  record: FunctionRecord,
  key: string,
  statements: readonly PolicyStatement[],
): void {
  const { [key]: _, ...others } = record.policies;
  const policies =
    statements.length === 0 ? others : { ...others, [key]: { revisionId: randomUUID(), statements } };
  table.change(region, record, { policies });
}

const policyText = ({ statements }: Policy): string =>
  JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: statements });
