import type { CallService } from '../../service';
import type { Stack, StackResource } from '../stack';
import type { StackTable } from '../stackTable';
import type { Scope } from '../template/scope';
import type { Template } from '../template/template';

export interface Tools {
  readonly table: StackTable;
  readonly call: CallService;
  readonly accountId: string;
}

/** A stack on the way to what a template says. */
export interface Run extends Tools {
  /** As it was at the start. */
  readonly stack: Stack;
  readonly template: Template;
  readonly scope: Scope;
  /** How to take back what was done, oldest first. */
  readonly undo: (() => Promise<void>)[];
  /** What is to be deleted once everything else is done, because a new resource took its place. */
  readonly replaced: StackResource[];
}

/** The stack as it is now. */
export const current = ({ table, stack }: Pick<Run, 'table' | 'stack'>): Stack =>
  table.get(stack.region, stack.id);
