import { type Disposable, DisposableStore } from './disposable';
import { EndpointsService, type EndpointsServiceOptions } from './endpoints/endpointsService';
import type { EngineStatus } from './engines/engine';
import type { Tracked } from './event';
import { FaultsService, type FaultsServiceOptions } from './faults/faultsService';
import type { FaultsState } from './faults/faultsState';

export interface LabOptions {
  readonly engine: Tracked<EngineStatus>;
  readonly faults: Omit<FaultsServiceOptions, 'engine'>;
  readonly endpoints: Omit<EndpointsServiceOptions, 'engine'>;
}

/** The two services of one engine, joined: when a fault comes or goes, the endpoints are looked at anew. */
export class Lab implements Disposable {
  readonly faults: FaultsService;
  readonly endpoints: EndpointsService;
  private readonly store = new DisposableStore();

  constructor(options: LabOptions) {
    this.faults = this.store.add(new FaultsService({ engine: options.engine, ...options.faults }));
    this.endpoints = this.store.add(new EndpointsService({ engine: options.engine, ...options.endpoints }));
    let known = effectOf(this.faults.current);
    this.store.add(
      this.faults.onDidChange((state) => {
        const effect = effectOf(state);
        if (effect !== known) this.endpoints.expectChange();
        known = effect;
      }),
    );
  }

  /** Takes back what this lab set, then lets go: what to await before the process ends. Never rejects. */
  async close(): Promise<void> {
    await this.faults.close();
    this.dispose();
  }

  dispose(): void {
    this.store.dispose();
  }
}

/** What requests feel of the faults: counts and order of reading aside. */
const effectOf = ({ rules, latencyMs }: FaultsState): string =>
  JSON.stringify([latencyMs, rules.map(({ rule }) => rule)]);
