import type { EngineStep } from '../views/engineSteps';

/** What a command does. */
export interface CommandHandler {
  /** Completes "Could not …". */
  readonly purpose: string;
  /** May reject: the error becomes one message. VS Code passes the row of a tree, when it was called from one. */
  // biome-ignore lint/suspicious/noExplicitAny: each handler names what its menus pass
  readonly run: (...args: any[]) => unknown;
  /** What to offer beside an error's message; the log when absent or empty. */
  readonly steps?: () => readonly EngineStep[];
}
