import type { Disposable } from '../../core/disposable';
import { Emitter } from '../../core/event';
import { type FaultScope, sameScope } from '../../core/faults/faultScope';
import type { FaultOptions, FaultsService } from '../../core/faults/faultsService';
import type { FaultRule } from '../../core/faults/rule';
import { scopeKey } from './faultTarget';

export interface FaultSwitchesOptions {
  readonly faults: Pick<FaultsService, 'current' | 'add' | 'remove' | 'replace'>;
  /** How long a fault that is switched on stays; until switched off when undefined. */
  readonly durationMs: () => number | undefined;
}

/** The checkboxes: one click is one rule. Shows the wish until the engine has answered, and the truth then. */
export class FaultSwitches implements Disposable {
  private readonly wished = new Map<string, boolean>();
  private readonly changed = new Emitter<void>();

  readonly onDidChange = this.changed.event;

  constructor(private readonly options: FaultSwitchesOptions) {}

  /** Switches that wait for the engine, by `scopeKey`. */
  get pending(): ReadonlyMap<string, boolean> {
    return this.wished;
  }

  /** Rejects with what the engine refused; the switch is back by then. */
  async toggle(scope: FaultScope, on: boolean): Promise<void> {
    const key = scopeKey(scope);
    this.wished.set(key, on);
    this.changed.fire();
    try {
      await (on ? this.set(scope, {}) : this.takeBack(scope));
    } finally {
      this.wished.delete(key);
      this.changed.fire();
    }
  }

  /** Sets the scope's rule with these fields changed: a new one when there is none. */
  async set(
    scope: FaultScope,
    change: Omit<FaultRule, keyof FaultScope>,
    options: FaultOptions = {},
  ): Promise<void> {
    const [old] = this.rulesOf(scope);
    if (old) await this.options.faults.replace(old, { ...old, ...change }, options);
    else await this.options.faults.add({ ...scope, ...change }, { ...this.defaults(), ...options });
  }

  dispose(): void {
    this.changed.dispose();
  }

  private async takeBack(scope: FaultScope): Promise<void> {
    for (const rule of this.rulesOf(scope)) await this.options.faults.remove(rule);
  }

  private rulesOf(scope: FaultScope): FaultRule[] {
    const ours = this.options.faults.current.rules.filter(({ owner }) => owner === 'ours');
    return ours.map(({ rule }) => rule).filter((rule) => sameScope(rule, scope));
  }

  private defaults(): FaultOptions {
    const durationMs = this.options.durationMs();
    return durationMs === undefined ? {} : { durationMs };
  }
}
