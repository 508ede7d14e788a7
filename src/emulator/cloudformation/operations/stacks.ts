import { AwsError } from '../../../aws/awsError';
import { requiredText } from '../../requiredText';
import type { Input, Operation, OperationContext, Reply } from '../../service';
import { deleteStack } from '../execution/deleteStack';
import { exportsName } from '../execution/outputs';
import type { Stack } from '../stack';
import { validationError } from '../validationError';
import { beginChange, checkUpdatable } from './beginChange';
import { isUnchanged, NO_UPDATES } from './isUnchanged';
import { listMember } from './listMember';
import { newStack } from './newStack';
import type { Parts } from './parts';
import { readChange } from './readChange';

/** All of these answer at once; the events tell how it goes on. */
export const stacks = (parts: Parts): Record<string, Operation> => ({
  CreateStack: (input, context) => createStack(parts, input, context),
  UpdateStack: (input, context) => updateStack(parts, input, context),
  DeleteStack: (input, context) => beginDelete(parts, input, context),
  UpdateTerminationProtection: (input, { region }) => {
    const stack = parts.table.get(region, requiredText(input, 'StackName'));
    const terminationProtection = String(input.EnableTerminationProtection) === 'true';
    return stackId(parts.table.update(stack, { terminationProtection }));
  },
  /** Kept, not enforced. */
  SetStackPolicy: (input, { region }) => {
    const stack = parts.table.get(region, requiredText(input, 'StackName'));
    parts.table.update(stack, { policy: requiredText(input, 'StackPolicyBody') });
    return {};
  },
  GetStackPolicy: (input, { region }) => ({
    body: { StackPolicyBody: parts.table.get(region, requiredText(input, 'StackName')).policy },
  }),
});

async function createStack(parts: Parts, input: Input, context: OperationContext): Promise<Reply> {
  const { table } = parts;
  const stack = newStack(input, context);
  const change = await readChange(parts, input, stack);
  if (table.find(context.region, stack.name) !== undefined) {
    throw new AwsError('AlreadyExistsException', `Stack [${stack.name}] already exists`);
  }
  beginChange(parts, table.put(stack), change, 'create');
  return stackId(stack);
}

async function updateStack(parts: Parts, input: Input, { region }: OperationContext): Promise<Reply> {
  const name = requiredText(input, 'StackName');
  const change = await readChange(parts, input, parts.table.get(region, name));
  const stack = parts.table.get(region, name);
  checkUpdatable(stack);
  if (isUnchanged(stack, change)) throw validationError(NO_UPDATES);
  beginChange(parts, stack, change, 'update');
  return stackId(stack);
}

/** A stack that does not exist is as good as deleted. Work under way is waited for. */
function beginDelete(
  { runner, changeSets, ...tools }: Parts,
  input: Input,
  { region }: OperationContext,
): Reply {
  const { table } = tools;
  const stack = table.find(region, requiredText(input, 'StackName'));
  if (stack === undefined || stack.status === 'DELETE_COMPLETE') return {};
  refuseProtected(stack);
  refuseUsed(stack, table.list(region));
  for (const { id, stackId } of changeSets.list(region)) {
    if (stackId === stack.id) changeSets.delete(region, id);
  }
  const retained = listMember<string>(input, 'RetainResources');
  runner.start(stack, async () => {
    if (table.find(region, stack.id)?.status === 'DELETE_COMPLETE') return;
    const begun = table.setStatus(stack, 'DELETE_IN_PROGRESS', 'User Initiated');
    await deleteStack(tools, begun, retained);
  });
  return {};
}

function refuseProtected({ name, terminationProtection }: Stack): void {
  if (!terminationProtection) return;
  throw validationError(
    `Stack [${name}] cannot be deleted while TerminationProtection is enabled. Disable it with UpdateTerminationProtection first.`,
  );
}

function refuseUsed(stack: Stack, all: readonly Stack[]): void {
  for (const { name, imports } of all) {
    const used = imports.find((entry) => exportsName(stack.outputs, entry));
    if (used !== undefined)
      throw validationError(`Export ${used} cannot be deleted as it is in use by ${name}`);
  }
}

const stackId = ({ id }: Stack): Reply => ({ body: { StackId: id } });
