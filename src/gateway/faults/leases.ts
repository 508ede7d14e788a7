import type { Clock } from '../clock';

export interface Lease {
  readonly owner: string;
  readonly ttlMs: number;
  /** Unix ms at which it runs out, unless renewed before. */
  readonly expiresAt: number;
}

/** The dead-man's switch: who stops renewing loses what it set. */
export class Leases {
  private readonly held = new Map<string, { readonly lease: Lease; readonly timer: { dispose(): void } }>();

  constructor(
    private readonly clock: Clock,
    /** Called once when a lease runs out or is given back. */
    private readonly onEnd: (owner: string) => void,
  ) {}

  get(owner: string): Lease | undefined {
    return this.held.get(owner)?.lease;
  }

  renew(owner: string, ttlMs: number): Lease {
    this.held.get(owner)?.timer.dispose();
    const lease = { owner, ttlMs, expiresAt: this.clock.now() + ttlMs };
    this.held.set(owner, { lease, timer: this.clock.after(ttlMs, () => this.end(owner)) });
    return lease;
  }

  /** Gives a lease back; false when there was none. */
  end(owner: string): boolean {
    const entry = this.held.get(owner);
    if (entry === undefined) return false;
    entry.timer.dispose();
    this.held.delete(owner);
    this.onEnd(owner);
    return true;
  }

  dispose(): void {
    for (const { timer } of this.held.values()) timer.dispose();
    this.held.clear();
  }
}
