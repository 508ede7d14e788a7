import type { Stack } from '../stack';
import type { StackTable } from '../stackTable';
import { reasonOf } from './failure';

/** Does the work on stacks in the background, one piece after the other for each stack. */
export class StackRunner {
  private readonly running = new Map<string, Promise<void>>();

  constructor(private readonly table: StackTable) {}

  /** Returns at once. Work that breaks off leaves its stack failed, never in progress for ever. */
  start(stack: Stack, work: () => Promise<void>): void {
    const before = this.running.get(stack.id) ?? Promise.resolve();
    const done = before.then(work).catch((error) => this.giveUp(stack, error));
    this.running.set(stack.id, done);
    void done.then(() => {
      if (this.running.get(stack.id) === done) this.running.delete(stack.id);
    });
  }

  /** Resolves when all work is done. */
  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running.values());
  }

  private giveUp({ region, id }: Stack, error: unknown): void {
    const stack = this.table.find(region, id);
    if (stack === undefined) return;
    const [phase] = stack.status.split('_', 1);
    this.table.setStatus(stack, `${phase}_FAILED`, reasonOf(error));
  }
}
