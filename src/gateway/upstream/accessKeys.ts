/** With what an emulator takes any caller for its default account. */
const DEFAULT_KEY = 'test';

/**
 * The access key to ask a region with. Emulators keep accounts apart by it, so that an API is seen only with the key of
 * those who deploy there.
 */
export class AccessKeys {
  private readonly writers = new Map<string, string>();
  private last = DEFAULT_KEY;

  saw(accessKeyId: string): void {
    this.last = accessKeyId;
  }

  /** Somebody deployed to this region with this key. */
  wrote(region: string, accessKeyId: string): void {
    this.writers.set(region, accessKeyId);
  }

  of(region: string): string {
    return this.writers.get(region) ?? this.last;
  }
}
