import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../core/disposable';
import { Ticker } from '../views/ticker';
import { Command, statusBarItem } from './contributions';
import type { Services } from './services';
import { statusBarText } from './statusBarText';

/** `Chaos: off`, or what is active, in red. A click offers what can be done. */
export const registerStatusBar = ({
  engine,
  faults,
  load,
}: Pick<Services, 'engine' | 'faults' | 'load'>): Disposable => {
  const store = new DisposableStore();
  const item = store.add(
    vscode.window.createStatusBarItem(statusBarItem, vscode.StatusBarAlignment.Left, 10),
  );
  const ticker = store.add(new Ticker(() => render()));
  const render = () => {
    const { text, tooltip, alarm } = statusBarText(
      { engine: engine.current, faults: faults.current, loadPerSecond: load.totalRate },
      Date.now(),
    );
    item.text = text;
    item.tooltip = new vscode.MarkdownString(tooltip);
    item.backgroundColor = alarm ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
    ticker.run(faults.current.rules.some(({ endsAt }) => endsAt !== undefined));
  };
  item.name = 'Chaos Lab';
  item.command = Command.showActions;
  store.add(engine.onDidChange(render));
  store.add(faults.onDidChange(render));
  store.add(load.onDidChange(render));
  render();
  item.show();
  return store;
};
