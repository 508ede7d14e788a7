import * as vscode from 'vscode';
import { isAbort, isHumanError } from '../core/errors';
import type { Log } from '../core/log';
import { errorMessage } from './errorMessage';

/** Turns what a person's action threw into one message. The only place that does. */
export class ErrorReporter {
  constructor(
    private readonly log: Log,
    private readonly showLog: () => void,
  ) {}

  /** Runs what a person asked for; `purpose` completes "Could not …". Undefined when it failed. */
  async attempt<T>(purpose: string, work: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.report(purpose, error);
      return undefined;
    }
  }

  /** What a person has cancelled is no error to them. */
  report(purpose: string, error: unknown): void {
    if (isAbort(error)) return;
    if (isHumanError(error)) this.log.warn(error.message);
    else this.log.error(`Could not ${purpose}`, error);
    void this.show(errorMessage(purpose, error));
  }

  private async show(message: string): Promise<void> {
    const openLog = 'Open Log';
    if ((await vscode.window.showErrorMessage(message, openLog)) === openLog) this.showLog();
  }
}
