/** With what an emulator takes any caller for its default account. */
const DEFAULT_KEY = 'test';
/** So many accounts of a region are looked into, those that deployed last. */
const MAX_KEYS = 4;
/** More than there are, and a bound for what callers may make up. */
const MAX_REGIONS = 100;

/**
 * The access keys to ask a region with. Emulators keep accounts apart by them, so that an API is seen only with the key
 * of those who deploy there.
 */
export class AccessKeys {
  /** The last one first. */
  private readonly writers = new Map<string, readonly string[]>();
  private last = DEFAULT_KEY;

  saw(accessKeyId: string): void {
    this.last = accessKeyId;
  }

  /** Somebody deployed to this region with this key. */
  wrote(region: string, accessKeyId: string): void {
    const known = this.writers.get(region) ?? [];
    if (known[0] === accessKeyId || (known.length === 0 && this.writers.size >= MAX_REGIONS)) return;
    const others = known.filter((key) => key !== accessKeyId);
    this.writers.set(region, [accessKeyId, ...others].slice(0, MAX_KEYS));
  }

  /** At least one. */
  of(region: string): readonly string[] {
    return this.writers.get(region) ?? [this.last];
  }
}
