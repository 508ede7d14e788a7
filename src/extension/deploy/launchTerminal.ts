import * as vscode from 'vscode';
import { messageOf } from '../../core/errors';
import type { DeployRun } from './deployRun';
import { runSummary, runTitle } from './deployText';

/** The terminal of a task over all regions: each region has its own beside it, this one says how it goes. */
export class LaunchTerminal implements vscode.Pseudoterminal {
  private readonly written = new vscode.EventEmitter<string>();
  private readonly closed = new vscode.EventEmitter<number>();
  private run: DeployRun | undefined;

  readonly onDidWrite = this.written.event;
  readonly onDidClose = this.closed.event;

  constructor(private readonly launch: () => Promise<DeployRun | undefined>) {}

  open(): void {
    void this.show().then((code) => this.closed.fire(code));
  }

  handleInput(data: string): void {
    if (data.includes('\u0003')) this.run?.cancel();
  }

  close(): void {
    this.run?.cancel();
  }

  /** Gives the exit code. */
  private async show(): Promise<number> {
    try {
      this.run = await this.launch();
      if (!this.run) return 0;
      this.write(`${runTitle(this.run.action, this.run.regions)}, each in its own terminal.`);
      const summary = runSummary(this.run.action, await this.run.done);
      this.write(summary.text);
      return summary.kind === 'info' ? 0 : 1;
    } catch (error) {
      this.write(messageOf(error));
      return 1;
    }
  }

  private write(text: string): void {
    this.written.fire(`${text.replaceAll('\n', '\r\n')}\r\n`);
  }
}
