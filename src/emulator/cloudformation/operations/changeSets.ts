import { randomUUID } from 'node:crypto';
import { AwsError } from '../../../aws/awsError';
import { requiredText } from '../../requiredText';
import type { Input, Operation, OperationContext, Reply } from '../../service';
import type { Change } from '../execution/change';
import type { Stack } from '../stack';
import { parseTemplate } from '../template/parseTemplate';
import { validationError } from '../validationError';
import { beginChange, checkUpdatable } from './beginChange';
import type { ChangeSet } from './changeSet';
import { isUnchanged, NO_UPDATES } from './isUnchanged';
import { newStack } from './newStack';
import type { Parts } from './parts';
import { readChange } from './readChange';
import { resourceChanges } from './resourceChanges';

export const changeSets = (parts: Parts): Record<string, Operation> => ({
  CreateChangeSet: (input, context) => createChangeSet(parts, input, context),
  DescribeChangeSet: (input, { region }) => ({ body: describe(get(parts, region, input)) }),
  ExecuteChangeSet: (input, { region }) => execute(parts, get(parts, region, input), region, input),
  /** Succeeds also when there is none, as in AWS; osls relies on it. */
  DeleteChangeSet: (input, { region }) => {
    const found = find(parts, region, input);
    if (found !== undefined) parts.changeSets.delete(region, found.id);
    return {};
  },
  ListChangeSets: (input, { region }) => {
    const stack = parts.table.get(region, requiredText(input, 'StackName'));
    const present = parts.changeSets.list(region).filter(({ stackId }) => stackId === stack.id);
    return { body: { Summaries: present.map(summarize) } };
  },
});

async function createChangeSet(parts: Parts, input: Input, context: OperationContext): Promise<Reply> {
  const { region, accountId } = context;
  const name = requiredText(input, 'ChangeSetName');
  const kind = kindOf(input);
  const before = targetStack(parts, input, context, kind);
  const change = await readChange(parts, input, before);
  const stack =
    parts.table.find(region, before.name) ?? parts.table.setStatus(parts.table.put(before), before.status);
  refuseTaken(parts, region, stack, name);
  const id = `arn:aws:cloudformation:${region}:${accountId}:changeSet/${name}/${randomUUID()}`;
  parts.changeSets.put(region, id, newChangeSet({ id, name, kind, stack, change }));
  return { body: { Id: id, StackId: stack.id } };
}

function kindOf({ ChangeSetType = 'UPDATE' }: Input): ChangeSet['kind'] {
  if (ChangeSetType === 'CREATE') return 'create';
  if (ChangeSetType === 'UPDATE') return 'update';
  throw validationError(
    `The embedded emulator has change sets of the types CREATE and UPDATE, not ${ChangeSetType}.`,
  );
}

/** The stack to change: one that waits for its first change set, or a new one, or one that is there. */
function targetStack(
  { table }: Parts,
  input: Input,
  context: OperationContext,
  kind: ChangeSet['kind'],
): Stack {
  const name = requiredText(input, 'StackName');
  const stack = table.find(context.region, name);
  if (kind === 'update') {
    if (stack === undefined) throw validationError(`Stack [${name}] does not exist`);
    checkUpdatable(stack);
    return stack;
  }
  if (stack === undefined || stack.status === 'DELETE_COMPLETE') return newStack(input, context);
  if (stack.status === 'REVIEW_IN_PROGRESS') return stack;
  throw validationError(
    `Stack [${name}] already exists and cannot be created again with the changeSet [${input.ChangeSetName}].`,
  );
}

function refuseTaken({ changeSets }: Parts, region: string, { id, name }: Stack, changeSet: string): void {
  if (changeSets.list(region).some((other) => other.stackId === id && other.name === changeSet)) {
    throw new AwsError(
      'AlreadyExistsException',
      `ChangeSet ${changeSet} of stack ${name} exists already. Delete it or choose another name.`,
    );
  }
}

interface NewChangeSet extends Pick<ChangeSet, 'id' | 'name' | 'kind'> {
  readonly stack: Stack;
  readonly change: Change;
}

function newChangeSet({ stack, change, ...named }: NewChangeSet): ChangeSet {
  const { template, ...kept } = change;
  const unchanged = isUnchanged(stack, change);
  return {
    ...named,
    ...kept,
    stackId: stack.id,
    stackName: stack.name,
    created: new Date().toISOString(),
    changes: resourceChanges(stack, template),
    status: unchanged ? 'FAILED' : 'CREATE_COMPLETE',
    ...(unchanged && { statusReason: NO_UPDATES }),
    executionStatus: unchanged ? 'UNAVAILABLE' : 'AVAILABLE',
  };
}

function execute(parts: Parts, changeSet: ChangeSet, region: string, { DisableRollback }: Input): Reply {
  const { id, stackId, text, parameters, tags, capabilities, kind, executionStatus } = changeSet;
  if (executionStatus !== 'AVAILABLE') {
    const message = `ChangeSet [${id}] cannot be executed in its current status of [${executionStatus}]`;
    throw new AwsError('InvalidChangeSetStatus', message);
  }
  const stack = parts.table.get(region, stackId);
  if (kind === 'update') checkUpdatable(stack);
  const onFailure = String(DisableRollback) === 'true' ? 'DO_NOTHING' : changeSet.onFailure;
  const change = { template: parseTemplate(text), text, parameters, tags, capabilities, onFailure };
  removeOthers(parts, region, changeSet);
  parts.changeSets.put(region, id, { ...changeSet, executionStatus: 'EXECUTE_COMPLETE' });
  beginChange(parts, stack, change, kind);
  return {};
}

/** They were made for a stack that is about to be another. */
function removeOthers({ changeSets }: Parts, region: string, { id, stackId }: ChangeSet): void {
  for (const other of changeSets.list(region)) {
    if (other.stackId === stackId && other.id !== id) changeSets.delete(region, other.id);
  }
}

/** By ARN, or by name together with the stack's name or id. */
function find({ changeSets, table }: Parts, region: string, input: Input): ChangeSet | undefined {
  const name = requiredText(input, 'ChangeSetName');
  if (name.startsWith('arn:')) return changeSets.get(region, name);
  const stackName = requiredText(input, 'StackName');
  const stack = table.find(region, stackName);
  if (stack === undefined) throw validationError(`Stack [${stackName}] does not exist`);
  return changeSets.list(region).find((other) => other.stackId === stack.id && other.name === name);
}

function get(parts: Parts, region: string, input: Input): ChangeSet {
  const found = find(parts, region, input);
  if (found !== undefined) return found;
  throw new AwsError('ChangeSetNotFound', `ChangeSet [${input.ChangeSetName}] does not exist`, 404);
}

const summarize = ({
  id,
  name,
  stackId,
  stackName,
  created,
  status,
  statusReason,
  executionStatus,
}: ChangeSet) => ({
  ChangeSetId: id,
  ChangeSetName: name,
  StackId: stackId,
  StackName: stackName,
  CreationTime: created,
  Status: status,
  StatusReason: statusReason,
  ExecutionStatus: executionStatus,
});

const describe = (changeSet: ChangeSet) => ({
  ...summarize(changeSet),
  Parameters: Object.entries(changeSet.parameters).map(([ParameterKey, ParameterValue]) => ({
    ParameterKey,
    ParameterValue,
  })),
  NotificationARNs: [],
  Capabilities: changeSet.capabilities,
  Tags: changeSet.tags,
  Changes: changeSet.changes.map((ResourceChange) => ({ Type: 'Resource', ResourceChange })),
});
