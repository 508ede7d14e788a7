import type { Collection } from '../store';

/** `[region, [[id, value], …]]`: arrays, because an object would move number-like ids to the front. */
export type Snapshot<T> = readonly (readonly [region: string, values: readonly (readonly [string, T])[]])[];

/** A collection in memory; `onChange` is called after every change. */
export class RegionMap<T> implements Collection<T> {
  private readonly regions: Map<string, Map<string, T>>;

  constructor(
    snapshot: Snapshot<T>,
    private readonly onChange: () => void,
  ) {
    this.regions = new Map(snapshot.map(([region, values]) => [region, new Map(values)]));
  }

  get(region: string, id: string): T | undefined {
    return this.regions.get(region)?.get(id);
  }

  put(region: string, id: string, value: T): void {
    const values = this.regions.get(region) ?? new Map<string, T>();
    this.regions.set(region, values.set(id, value));
    this.onChange();
  }

  delete(region: string, id: string): boolean {
    const deleted = this.regions.get(region)?.delete(id) ?? false;
    if (deleted) this.onChange();
    return deleted;
  }

  list(region: string): T[] {
    return [...(this.regions.get(region)?.values() ?? [])];
  }

  all(): { readonly region: string; readonly id: string; readonly value: T }[] {
    return this.snapshot().flatMap(([region, values]) =>
      values.map(([id, value]) => ({ region, id, value })),
    );
  }

  snapshot(): Snapshot<T> {
    return [...this.regions].map(([region, values]) => [region, [...values]] as const);
  }
}
