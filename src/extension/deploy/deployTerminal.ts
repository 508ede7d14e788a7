import * as vscode from 'vscode';
import type { Disposable } from '../../core/disposable';
import { messageOf } from '../../core/errors';
import type { DeployRun } from './deployRun';
import { exitCodes, outcomeLine } from './deployText';

const ctrlC = '\u0003';

/** VS Code looks for problems in lines that its terminal has drawn, and no more 100 ms after the terminal has closed. */
const lastLinesMs = 500;

/** The terminal of one region of a run: what its tools print, and Ctrl+C for them. */
export class DeployTerminal implements vscode.Pseudoterminal {
  private readonly written = new vscode.EventEmitter<string>();
  private readonly closed = new vscode.EventEmitter<number>();
  private following: Disposable | undefined;
  private run: DeployRun | undefined;

  readonly onDidWrite = this.written.event;
  readonly onDidClose = this.closed.event;

  constructor(
    private readonly region: string,
    /** Joins the run that is under way, or begins one. Rejects when that is not possible. */
    private readonly join: () => Promise<DeployRun>,
  ) {}

  open(): void {
    void this.show();
  }

  handleInput(data: string): void {
    if (!data.includes(ctrlC) || !this.run) return;
    const how = this.run.cancel();
    this.write(
      how === 'interrupted'
        ? '^C Interrupted. Waiting for the tools to end and free their locks; Ctrl+C again kills them.'
        : '^C Killed.',
    );
  }

  /** The person closed the terminal: nobody could see or stop the run any more. */
  close(): void {
    this.run?.cancel();
    this.end();
  }

  private async show(): Promise<void> {
    try {
      this.run = await this.join();
      this.following = this.run.follow(this.region, (text) => this.write(text));
      const { outcome, message } = await this.run.outcomeOf(this.region);
      this.write(outcomeLine(this.run.action, this.region, outcome, message));
      this.finish(exitCodes[outcome]);
    } catch (error) {
      this.write(outcomeLine('deploy', this.region, 'failed', messageOf(error)));
      this.finish(exitCodes.failed);
    }
  }

  private write(text: string): void {
    this.written.fire(`${text.replaceAll('\n', '\r\n')}\r\n`);
  }

  private finish(code: number): void {
    this.run = undefined;
    this.end();
    setTimeout(() => this.closed.fire(code), lastLinesMs);
  }

  private end(): void {
    this.following?.dispose();
    this.following = undefined;
  }
}
