import type { Clock } from '../clock';
import type { Disposable } from '../disposable';
import type { Event } from '../event';
import type { Log } from '../log';
import type { LogLine } from '../logLine';
import type { PortWish } from './choosePort';
import type { EngineProcessOptions } from './engineProcess';
import type { ProbedStatus } from './probeCapabilities';

export interface ChaosFrontSettings {
  /** False leaves an emulator without a Chaos API as it is. */
  readonly gateway: boolean;
  /** Where the gateway listens; 4566 is the emulator's own. */
  readonly port: PortWish;
  /** Where APIs are looked for, the first being that of calls which name none. */
  readonly regions: readonly string[];
  /** False, or absent, refuses AWS itself. */
  readonly allowRealAws?: boolean;
}

export interface ChaosFrontOptions
  extends Pick<EngineProcessOptions, 'enginePath' | 'execPath' | 'env' | 'startTimeoutMs' | 'stopGraceMs'> {
  readonly settings: () => ChaosFrontSettings;
  /** The lab reads the emulator's log: hits of a native Chaos API are counted from it (`hitsFromLog`). */
  readonly readsLog?: boolean;
  readonly clock?: Clock;
  readonly log?: Log;
  readonly fetch?: typeof fetch;
}

/**
 * What makes an emulator a chaos engine: nothing where its own Chaos API answers, else our gateway as a child process
 * in front of it.
 *
 *   open ─▶ probe ─┬─ chaos ready ──────────────▶ ready, at the emulator's own URL
 *                  ├─ none ─▶ engine --upstream ─▶ ready, at the gateway's URL, with `upstream`
 *                  └─ none, gateway off ───────▶ without-chaos, with the reason
 */
export interface ChaosFront extends Disposable {
  /**
   * Rejects with a `HumanError` when nothing answers at `endpoint`, what answers is no AWS emulator, or the gateway
   * cannot start. Opening again closes first.
   */
  open(endpoint: string, signal?: AbortSignal): Promise<ProbedStatus>;
  /** Asks the emulator and the gateway again: for a watch. Rejects as `open` does; starts nothing. */
  look(signal?: AbortSignal): Promise<ProbedStatus>;
  /** Resolves when the gateway has ended. The emulator goes on. */
  close(): Promise<void>;
  /** Lines the gateway printed. */
  readonly onDidLog: Event<LogLine>;
  /** The gateway ended though nobody told it to: one sentence with the next step. */
  readonly onDidLose: Event<string>;
}
