import type { ObjectSource } from '../../ports';
import type { Collection } from '../../store';
import type { Tools } from '../execution/run';
import type { StackRunner } from '../execution/stackRunner';
import type { ChangeSet } from './changeSet';

/** What the operations work with. */
export interface Parts extends Tools {
  readonly runner: StackRunner;
  readonly changeSets: Collection<ChangeSet>;
  readonly objects: ObjectSource;
  /** The engine's own URL, for the addresses in outputs. */
  readonly endpoint: () => string;
}
