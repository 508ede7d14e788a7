import assert from 'node:assert/strict';
import type { Memento } from 'vscode';
import type { Engine, EngineKind, EngineStatus } from '../../core/engines/engine';
import { readyStatus } from '../../core/engines/fakeStatus';
import { Emitter } from '../../core/event';
import { registerRememberedPort, rememberedGatewayPort, rememberedPort } from './rememberedPort';

const workspace = () => {
  const kept = new Map<string, unknown>();
  const workspaceState: Memento = {
    keys: () => [...kept.keys()],
    get: <T>(key: string) => kept.get(key) as T,
    update: async (key: string, value: unknown) => void kept.set(key, value),
  };
  return { workspaceState };
};

const serve = (context: { workspaceState: Memento }, kind: EngineKind, status: EngineStatus) => {
  const changed = new Emitter<EngineStatus>();
  const engine = { kind, onDidChange: changed.event } as Engine;
  registerRememberedPort({ engine, context });
  changed.fire(status);
};

const upstream = { endpoint: 'http://127.0.0.1:4566', product: 'Floci 1.5.12', reason: 'No chaos.' };

describe('the remembered port', () => {
  it('is that of the embedded engine, and of the gateway, each by itself', () => {
    const context = workspace();
    assert.deepEqual([rememberedPort(context), rememberedGatewayPort(context)], [{}, 0]);
    serve(context, 'embedded', readyStatus({ endpoint: 'http://127.0.0.1:5001' }));
    serve(context, 'localstack', readyStatus({ endpoint: 'http://127.0.0.1:5002', upstream }));
    assert.deepEqual([rememberedPort(context), rememberedGatewayPort(context)], [{ fallback: 5001 }, 5002]);
  });

  it('is not that of somebody else’s engine, or of one that does not serve', () => {
    const context = workspace();
    serve(context, 'external', readyStatus({ endpoint: 'http://127.0.0.1:5003' }));
    serve(context, 'embedded', { state: 'failed', reason: 'It ended.' });
    assert.deepEqual([rememberedPort(context), rememberedGatewayPort(context)], [{}, 0]);
  });
});
