import type { Memento } from 'vscode';
import type { Disposable } from '../../core/disposable';
import type { Engine, EngineStatus } from '../../core/engines/engine';

interface Workspace {
  readonly workspaceState: Memento;
}

const engineKey = 'enginePort';
const gatewayKey = 'gatewayPort';

/** The port this workspace's engine had last time, to have it again when the preferred one is taken. */
export const rememberedPort = ({ workspaceState }: Workspace): { fallback?: number } => {
  const fallback = workspaceState.get<number>(engineKey);
  return fallback === undefined ? {} : { fallback };
};

/** The port this workspace's gateway had last time; 0, any free one, at first. */
export const rememberedGatewayPort = ({ workspaceState }: Workspace): number =>
  workspaceState.get<number>(gatewayKey) ?? 0;

/** Keeps the port of each engine, and each gateway, of ours that serves. */
export const registerRememberedPort = ({
  engine,
  context,
}: {
  readonly engine: Engine;
  readonly context: Workspace;
}): Disposable =>
  engine.onDidChange((status) => {
    const key = keyOf(engine, status);
    if (key && status.state === 'ready')
      void context.workspaceState.update(key, Number(new URL(status.endpoint).port));
  });

const keyOf = ({ kind }: Engine, status: EngineStatus): string | undefined => {
  if (status.state !== 'ready') return undefined;
  if (kind === 'embedded') return engineKey;
  return status.upstream ? gatewayKey : undefined;
};
