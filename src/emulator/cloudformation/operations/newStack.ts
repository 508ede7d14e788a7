import { randomUUID } from 'node:crypto';
import { requiredText } from '../../requiredText';
import type { Input, OperationContext } from '../../service';
import type { Stack } from '../stack';
import { validationError } from '../validationError';

/** A stack with nothing in it yet; not in the table. */
export function newStack(input: Input, { region, accountId }: OperationContext): Stack {
  const name = requiredText(input, 'StackName');
  if (!/^[A-Za-z][A-Za-z0-9-]{0,127}$/.test(name)) {
    throw validationError(
      `Stack name "${name}" must begin with a letter and hold letters, digits and "-" only.`,
    );
  }
  return {
    id: `arn:aws:cloudformation:${region}:${accountId}:stack/${name}/${randomUUID()}`,
    name,
    region,
    status: 'REVIEW_IN_PROGRESS',
    created: new Date().toISOString(),
    template: '',
    parameters: {},
    tags: [],
    capabilities: [],
    onFailure: 'ROLLBACK',
    terminationProtection: String(input.EnableTerminationProtection) === 'true',
    resources: {},
    outputs: [],
    imports: [],
    events: [],
  };
}
