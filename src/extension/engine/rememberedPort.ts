import type { Memento } from 'vscode';
import type { Disposable } from '../../core/disposable';
import { type Engine, endpointOf } from '../../core/engines/engine';

const key = 'enginePort';

/** The port this workspace's engine had last time, to have it again when the preferred one is taken. */
export const rememberedPort = ({
  workspaceState,
}: {
  readonly workspaceState: Memento;
}): { fallback?: number } => {
  const fallback = workspaceState.get<number>(key);
  return fallback === undefined ? {} : { fallback };
};

/** Keeps the port of each engine of ours that serves. */
export const registerRememberedPort = ({
  engine,
  context,
}: {
  readonly engine: Engine;
  readonly context: { readonly workspaceState: Memento };
}): Disposable =>
  engine.onDidChange((status) => {
    const endpoint = endpointOf(status);
    if (engine.kind === 'embedded' && endpoint)
      void context.workspaceState.update(key, Number(new URL(endpoint).port));
  });
