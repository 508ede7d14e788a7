import type { Clock } from '../clock';
import type { Disposable } from '../disposable';
import type { RuleView } from './faultsState';

/** A rule of another Chaos Lab client is left to that client for a while: it may be gone, though. */
const othersGraceMs = 5000;
/** When taking back has failed. */
const retryAfterMs = 1000;
/** What a timer can hold. */
const longestMs = 2 ** 31 - 1;

/** Has rules taken back when their duration is over. */
export class Expiry implements Disposable {
  private timer: Disposable | undefined;
  private timerAt = Number.POSITIVE_INFINITY;
  private notBefore = 0;
  private rules: readonly RuleView[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly takeBack: (due: readonly RuleView[]) => Promise<void>,
  ) {}

  /** From now on looks after these rules only. */
  watch(rules: readonly RuleView[]): void {
    this.rules = rules;
    const at = Math.max(this.notBefore, Math.min(...rules.map(dueAt)));
    if (at === this.timerAt) return;
    this.timer?.dispose();
    this.timerAt = at;
    if (at === Number.POSITIVE_INFINITY) return;
    this.timer = this.clock.after(Math.min(at - this.clock.now(), longestMs), () => this.ring());
  }

  dispose(): void {
    this.watch([]);
  }

  private ring(): void {
    this.timerAt = Number.POSITIVE_INFINITY;
    const now = this.clock.now();
    const due = this.rules.filter((rule) => dueAt(rule) <= now);
    if (due.length > 0) {
      this.notBefore = now + retryAfterMs;
      void this.takeBack(due);
    }
    this.watch(this.rules);
  }
}

/** Unix ms; never for a rule without an end, and for what is not a Chaos Lab client's. */
const dueAt = ({ endsAt, owner }: RuleView): number => {
  if (endsAt === undefined || owner === 'foreign') return Number.POSITIVE_INFINITY;
  return owner === 'ours' ? endsAt : endsAt + othersGraceMs;
};
