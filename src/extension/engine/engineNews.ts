import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/disposable';
import type { EngineStatus } from '../../core/engines/engine';
import { Command } from '../contributions';
import { areaLog } from '../log';
import type { Services } from '../services';

/** Tells when an engine that served has ended, and keeps what it printed in the log. */
export const registerEngineNews = ({ engine, channel }: Pick<Services, 'engine' | 'channel'>): Disposable => {
  const store = new DisposableStore();
  const log = areaLog(channel, 'engine');
  let served = false;
  store.add(engine.onDidLog(({ level, text }) => log[level](text)));
  store.add(
    engine.onDidChange((status) => {
      // One that never served is told of by who started it.
      if (status.state === 'failed' && served) void tell(status);
      served = status.state === 'ready' || status.state === 'without-chaos';
      if (status.state === 'without-chaos') void vscode.window.showWarningMessage(status.reason ?? '');
    }),
  );
  return store;
};

const tell = async ({ reason }: Extract<EngineStatus, { state: 'failed' }>): Promise<void> => {
  const again = 'Start Engine';
  const log = 'Open Log';
  const answer = await vscode.window.showErrorMessage(reason, again, log);
  if (answer === again) await vscode.commands.executeCommand(Command.startEngine);
  if (answer === log) await vscode.commands.executeCommand(Command.showLog);
};
