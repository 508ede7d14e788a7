import type { Stack } from '../stack';
import type { Change } from './change';
import { cleanUp, converge } from './converge';
import { deleteStack } from './deleteStack';
import { reasonOf, stackReason } from './failure';
import { stackOutputs } from './outputs';
import type { Run, Tools } from './run';
import { stackScope } from './stackScope';

/** The stack's statuses on its way: `create` for one that was not there, else `update`. */
const STATUSES = {
  create: {
    complete: 'CREATE_COMPLETE',
    failed: 'CREATE_FAILED',
    rollback: 'ROLLBACK',
  },
  update: {
    complete: 'UPDATE_COMPLETE',
    failed: 'UPDATE_FAILED',
    rollback: 'UPDATE_ROLLBACK',
  },
} as const;

export type Kind = keyof typeof STATUSES;

/** Brings a stack to what a change says, or back to where it was. Its `…_IN_PROGRESS` status is set already. */
export async function applyChange(tools: Tools, stack: Stack, change: Change, kind: Kind): Promise<void> {
  const imports = new Set<string>();
  const run = startRun(tools, stack, change, (name) => imports.add(name));
  try {
    await converge(run);
    const outputs = stackOutputs(run);
    const { text, parameters, tags, capabilities } = change;
    run.table.update(stack, {
      template: text,
      parameters,
      tags,
      capabilities,
      outputs,
      imports: [...imports],
    });
  } catch (error) {
    await handleFailure(run, change, kind, error);
    return;
  }
  if (kind === 'update') {
    run.table.setStatus(stack, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
    await cleanUp(run);
  }
  run.table.setStatus(stack, STATUSES[kind].complete);
}

function startRun(tools: Tools, stack: Stack, change: Change, onImport: (name: string) => void): Run {
  const { template, parameters } = change;
  const place = {
    region: stack.region,
    accountId: tools.accountId,
    stackName: stack.name,
    stackId: stack.id,
  };
  const scope = stackScope({ table: tools.table, template, parameters, place, onImport });
  return { ...tools, stack, template, scope, undo: [], replaced: [] };
}

async function handleFailure(
  run: Run,
  { onFailure, text }: Change,
  kind: Kind,
  error: unknown,
): Promise<void> {
  const { table, stack } = run;
  if (onFailure === 'DO_NOTHING') {
    table.setStatus(stack, STATUSES[kind].failed, stackReason(error));
  } else if (kind === 'create' && onFailure === 'DELETE') {
    table.setStatus(stack, 'DELETE_IN_PROGRESS', stackReason(error));
    await deleteStack(run, stack, []);
  } else {
    if (kind === 'create') table.update(stack, { template: text });
    await rollBack(run, STATUSES[kind].rollback, stackReason(error));
  }
}

async function rollBack({ table, stack, undo }: Run, status: string, reason: string): Promise<void> {
  table.setStatus(stack, `${status}_IN_PROGRESS`, reason);
  const problems: string[] = [];
  for (const step of [...undo].reverse()) {
    await step().catch((error) => problems.push(reasonOf(error)));
  }
  if (problems.length > 0) table.setStatus(stack, `${status}_FAILED`, problems.join(' '));
  else table.setStatus(stack, `${status}_COMPLETE`);
}
