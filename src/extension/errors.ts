import * as vscode from 'vscode';
import { isAbort, isHumanError } from '../core/errors';
import type { Log } from '../core/log';
import type { EngineStep } from '../views/engineSteps';
import { errorMessage } from './errorMessage';

/** Turns what a person's action threw into one message. The only place that does. */
export class ErrorReporter {
  constructor(
    private readonly log: Log,
    private readonly showLog: () => void,
  ) {}

  /**
   * Runs what a person asked for; `purpose` completes "Could not …". Undefined when it failed: the message then offers
   * the steps, or the log when there are none.
   */
  async attempt<T>(
    purpose: string,
    work: () => T | Promise<T>,
    steps?: () => readonly EngineStep[],
  ): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.report(purpose, error, steps?.());
      return undefined;
    }
  }

  /** What a person has cancelled is no error to them. */
  report(purpose: string, error: unknown, steps: readonly EngineStep[] = []): void {
    if (isAbort(error)) return;
    if (isHumanError(error)) this.log.warn(error.message);
    else this.log.error(`Could not ${purpose}`, error);
    const message = errorMessage(purpose, error);
    void (steps.length > 0 ? offerSteps(message, steps) : this.offerLog(message));
  }

  private async offerLog(message: string): Promise<void> {
    const openLog = 'Open Log';
    if ((await vscode.window.showErrorMessage(message, openLog)) === openLog) this.showLog();
  }
}

/** With more, their names are cut off. */
const shownSteps = 3;

/** Shows an error, or as `show` shows, with what helps. */
export const offerSteps = async (
  message: string,
  steps: readonly EngineStep[],
  show: (message: string, ...items: string[]) => Thenable<string | undefined> = vscode.window
    .showErrorMessage,
): Promise<void> => {
  const offered = steps.slice(0, shownSteps);
  const answer = await show(message, ...offered.map(({ label }) => label));
  const chosen = offered.find(({ label }) => label === answer);
  if (chosen) await vscode.commands.executeCommand(chosen.command);
};
