import type { Clock } from '../clock';
import type { EngineStatus } from '../engines/engine';
import type { Event, Tracked } from '../event';
import type { Log } from '../log';
import type { LogLine } from '../logLine';
import type { GuardOptions } from './guard';

export interface FaultsServiceOptions {
  /** Where the engine is; the service follows it, and counts hits from its log where it does not count them. */
  readonly engine: Tracked<EngineStatus> & { readonly onDidLog?: Event<LogLine> };
  /** `[A-Za-z0-9-]{3,64}`: the same for a workspace's lifetime, so that it finds its own rules again. */
  readonly owner: string;
  readonly clock?: Clock;
  readonly log?: Log;
  /** False for who does not stay: its rules remain until cleared. True when absent. */
  readonly lease?: boolean;
  /** What takes our faults back when this process dies, at engines without leases; absent does without. */
  readonly guard?: GuardOptions;
  /** Between two readings while active (`setActive`); 1 s when absent. */
  readonly activePollMs?: number;
  /** Between two readings otherwise; 5 s when absent. */
  readonly idlePollMs?: number;
  /** For one request; 10 s when absent. */
  readonly timeoutMs?: number;
  /** The built-in one when absent. */
  readonly fetch?: typeof fetch;
}
