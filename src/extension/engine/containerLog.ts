import * as vscode from 'vscode';
import type { Disposable } from '../../core/disposable';
import type { LogLine } from '../../core/logLine';

/** What the container and the gateway print, in a channel of its own; made with the first line. */
export class ContainerLog implements Disposable {
  private channel: vscode.LogOutputChannel | undefined;

  append({ level, text }: LogLine): void {
    this.open()[level](text);
  }

  show(): void {
    this.open().show(true);
  }

  dispose(): void {
    this.channel?.dispose();
  }

  private open(): vscode.LogOutputChannel {
    this.channel ??= vscode.window.createOutputChannel('Chaos Lab Container', { log: true });
    return this.channel;
  }
}
