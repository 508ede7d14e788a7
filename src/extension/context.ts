import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../core/disposable';
import { Context, type ContextKey, type ContextValues } from './contributions';
import type { Services } from './services';

/** Keeps the context keys, by which menus and welcome texts are shown, in step with the services. */
export const registerContext = ({
  engine,
  deployer,
  endpoints,
  faults,
  recordings,
}: Pick<Services, 'engine' | 'deployer' | 'endpoints' | 'faults' | 'recordings'>): Disposable => {
  const store = new DisposableStore();
  const keys = new ContextKeys();
  const update = () => {
    keys.set(Context.engine, engine.current.state);
    keys.set(Context.task, deployer.current?.action ?? 'none');
    keys.set(Context.discovered, endpoints.current.discovered);
    keys.set(Context.hasEndpoints, endpoints.current.endpoints.length > 0);
    keys.set(
      Context.hasForeignFaults,
      faults.current.rules.some(({ owner }) => owner === 'foreign'),
    );
    keys.set(Context.isRecording, recordings.since !== undefined);
  };
  for (const source of [engine, deployer, endpoints, faults, recordings]) store.add(listen(source, update));
  update();
  return store;
};

const listen = (
  source: { onDidChange(listener: () => void): Disposable },
  listener: () => void,
): Disposable => source.onDidChange(listener);

/** Tells VS Code of changes only. */
class ContextKeys {
  private readonly known = new Map<ContextKey, unknown>();

  set<Key extends ContextKey>(key: Key, value: ContextValues[Key]): void {
    if (this.known.get(key) === value) return;
    this.known.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }
}
