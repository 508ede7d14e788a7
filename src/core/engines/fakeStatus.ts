import type { Capabilities, EngineStatus, Upstream } from './engine';

type ReadyStatus = Extract<EngineStatus, { readonly state: 'ready' | 'without-chaos' }>;

/** All that our own engine can do. */
export const everything: Capabilities = {
  faults: true,
  effects: true,
  leases: true,
  events: true,
  hitCounts: true,
  latencyPerRule: false,
  product: 'chaos-lab 0.1.0',
};

/** What LocalStack's own Chaos API can do. */
export const nativeChaos: Capabilities = {
  ...everything,
  leases: false,
  events: false,
  hitCounts: false,
  product: 'LocalStack 2026.4.0',
};

export interface ReadyOverrides {
  readonly endpoint?: string;
  readonly capabilities?: Partial<Capabilities>;
  readonly upstream?: Upstream;
}

/** For tests: the status of an engine that is ready for everything, but for what is said otherwise. */
export const readyStatus = ({ capabilities, ...overrides }: ReadyOverrides = {}): ReadyStatus => ({
  state: 'ready',
  endpoint: 'http://127.0.0.1:4566',
  ...overrides,
  capabilities: { ...everything, ...capabilities },
});
