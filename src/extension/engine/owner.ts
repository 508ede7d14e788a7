import { randomUUID } from 'node:crypto';
import type { Memento } from 'vscode';

const key = 'owner';

/** Whose faults and containers these are: the same for a workspace's lifetime, so that it finds its own again. */
export const ownerOf = ({ workspaceState }: { readonly workspaceState: Memento }): string => {
  const owner = workspaceState.get<string>(key) ?? `vscode-${randomUUID().slice(0, 8)}`;
  void workspaceState.update(key, owner);
  return owner;
};
