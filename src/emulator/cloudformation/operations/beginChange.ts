import { applyChange, type Kind } from '../execution/applyChange';
import type { Change } from '../execution/change';
import type { Stack } from '../stack';
import { validationError } from '../validationError';
import type { Parts } from './parts';

const UPDATABLE = new Set([
  'CREATE_COMPLETE',
  'CREATE_FAILED',
  'UPDATE_COMPLETE',
  'UPDATE_FAILED',
  'UPDATE_ROLLBACK_COMPLETE',
]);

/** Sets the stack on its way; the work goes on in the background. */
export function beginChange({ runner, ...tools }: Parts, stack: Stack, change: Change, kind: Kind): void {
  const { table } = tools;
  const { onFailure } = change;
  if (kind === 'update') table.update(stack, { updated: new Date().toISOString(), onFailure });
  else table.update(stack, { onFailure, tags: change.tags, parameters: change.parameters });
  const begun = table.setStatus(stack, `${kind.toUpperCase()}_IN_PROGRESS`, 'User Initiated');
  runner.start(begun, () => applyChange(tools, begun, change, kind));
}

export function checkUpdatable({ id, status }: Stack): void {
  if (UPDATABLE.has(status)) return;
  const way = status.endsWith('_IN_PROGRESS')
    ? 'Wait until it is done.'
    : 'Remove the stack, then deploy again.';
  throw validationError(`Stack:${id} is in ${status} state and can not be updated. ${way}`);
}
