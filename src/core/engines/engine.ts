import type { Disposable } from '../disposable';
import type { Event, Tracked } from '../event';
import type { LogLine } from '../logLine';

export type EngineKind = 'embedded' | 'localstack' | 'external';

/** What an engine was found to be able to do; probed, never assumed. */
export interface Capabilities {
  /** `/_localstack/chaos/faults` answers with an array. */
  readonly faults: boolean;
  readonly effects: boolean;
  /** `/_chaos/leases`: rules go when their owner dies. */
  readonly leases: boolean;
  /** `/_chaos/events`. */
  readonly events: boolean;
  /** `/_chaos/rules`: hit and match counts. */
  readonly hitCounts: boolean;
  /** Without `hitCounts`: hits are counted from the lines that the engine prints, which name no region (`HitLog`). */
  readonly hitsFromLog?: boolean;
  /** A rule may delay what it fits, rather than all requests be delayed alike. */
  readonly latencyPerRule?: boolean;
  /** Fields that a rule may have beyond LocalStack's; none when absent. */
  readonly extensions?: readonly string[];
  /** What answered, for people: `chaos-lab 0.1.0`, `LocalStack 2026.4.0`. */
  readonly product: string;
}

/** The emulator that our gateway stands in front of. */
export interface Upstream {
  readonly endpoint: string;
  /** `LocalStack 2026.4.0`. */
  readonly product: string;
  /** Why the gateway is there, in one sentence: the emulator has no Chaos API, or no licence for it. */
  readonly reason: string;
}

export type EngineStatus =
  | { readonly state: 'stopped' }
  | {
      readonly state: 'starting';
      readonly detail: string;
      /** From 0 to 1, where it can be told (a pull). */
      readonly progress?: number;
    }
  | {
      readonly state: 'ready' | 'without-chaos';
      /** Origin without a trailing slash: `http://127.0.0.1:4566`. */
      readonly endpoint: string;
      readonly capabilities: Capabilities;
      /** Why the switches are grey; present with `without-chaos`. */
      readonly reason?: string;
      /** Present when `endpoint` is our gateway's, in front of an emulator without a Chaos API. */
      readonly upstream?: Upstream;
    }
  | {
      readonly state: 'failed';
      /** One sentence with the next step. */
      readonly reason: string;
    };

/** Something that answers AWS calls at one URL. */
export interface Engine extends Tracked<EngineStatus>, Disposable {
  readonly kind: EngineKind;
  /** Lines the engine printed, as they come. */
  readonly onDidLog: Event<LogLine>;
  /** Resolves when it serves. Rejects with a `HumanError` when it cannot; starting a started one does nothing. */
  start(signal?: AbortSignal): Promise<void>;
  /** Resolves when everything it started has ended. */
  stop(): Promise<void>;
}

/** The URL of an engine that answers, if it does. */
export const endpointOf = (status: EngineStatus): string | undefined =>
  status.state === 'ready' || status.state === 'without-chaos' ? status.endpoint : undefined;
