import type { CallIdentity } from '../../aws/awsCall';
import { canonicalRule, type ExtendedRule } from '../../core/faults/rule';
import { type Clock, systemClock } from '../clock';
import { type FiredRule, fire } from './firedRule';
import { RuleEntry } from './ruleEntry';
import { firstThatCovers, indexRules, type RuleIndex } from './ruleIndex';

/** A rule with what happened to it since it was set. */
export interface CountedRule {
  /** Position in the order the rules are tried. */
  readonly index: number;
  readonly rule: ExtendedRule;
  /** How often it fired. */
  readonly hits: number;
  /** How often it was the first to fit a request, fired or not. */
  readonly matches: number;
  /** Unix ms at which it ends by itself; absent when it has no duration. */
  readonly endsAt?: number;
  /** Position of a rule before it that fits all that this one does: as long as that is there, this one is not tried. */
  readonly shadowedBy?: number;
}

/** A rule that ended by itself. */
export interface EndedRule extends Pick<CountedRule, 'rule' | 'hits' | 'matches'> {
  /** Which of its fields ended it. */
  readonly by: 'count' | 'durationMs';
  /** Unix ms. */
  readonly endedAt: number;
}

/** How a call is to meet the rule that fires for it. */
export interface Encounter {
  /** Aborts when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** Whoever makes the call waits no longer for its answer. */
  readonly limitMs?: number;
  /** Rules that delayed the same request before: they delay it once. */
  readonly delayedBy?: ReadonlySet<ExtendedRule>;
}

/** So many that ended are remembered. */
const MAX_ENDED = 100;
/** So many requests may be held without an answer (`timeout`): those beyond are not held, so that sockets cannot run out. */
const MAX_HELD = 1000;

/** The fault rules in force: kept and given back as they were sent, tried in order, counted. */
export class RuleStore {
  private entries: readonly RuleEntry[] = [];
  private find: RuleIndex = indexRules([]);
  private gone: readonly EndedRule[] = [];
  private held = 0;

  /** `random` gives numbers from 0 to below 1. */
  constructor(
    private readonly random: () => number,
    private readonly clock: Clock = systemClock,
  ) {}

  list(): readonly ExtendedRule[] {
    return this.entries.map(({ rule }) => rule);
  }

  has(rule: ExtendedRule): boolean {
    const form = canonicalRule(rule);
    return this.entries.some((entry) => entry.form === form);
  }

  counted(): readonly CountedRule[] {
    return this.entries.map(({ rule, hits, matches, endsAt }, index) => ({
      index,
      rule,
      hits,
      matches,
      ...(endsAt !== undefined && { endsAt }),
      ...this.shadowOn(rule, index),
    }));
  }

  private shadowOn(rule: ExtendedRule, index: number): Pick<CountedRule, 'shadowedBy'> {
    const first = firstThatCovers(this.find, rule);
    return first !== undefined && first < index ? { shadowedBy: first } : {};
  }

  /** Those that ended by themselves since all rules were replaced last, oldest first. */
  ended(): readonly EndedRule[] {
    return this.gone;
  }

  replace(rules: readonly ExtendedRule[], owner?: string): void {
    this.gone = [];
    this.set(rules.map((rule) => this.newEntry(rule, owner)));
  }

  /** Appends; a rule equal to one that is there changes nothing, unless that is spent: then it begins anew. */
  add(rules: readonly ExtendedRule[], owner?: string): void {
    const there = new Map(this.entries.map((entry) => [entry.form, entry]));
    const fresh = rules.filter((rule) => there.get(canonicalRule(rule))?.isSpent ?? true);
    const renewed = new Set(fresh.map(canonicalRule));
    const stay = this.entries.filter(({ form }) => !renewed.has(form));
    const added = fresh.map((rule) => this.newEntry(rule, owner, there.get(canonicalRule(rule))));
    this.set([...stay, ...added]);
  }

  /** Removes the rules that are exactly equal, whatever the order of their keys. */
  remove(rules: readonly ExtendedRule[]): void {
    const gone = new Set(rules.map(canonicalRule));
    this.set(this.entries.filter(({ form }) => !gone.has(form)));
  }

  /** Removes what this owner set, or what carries its tag. */
  removeOwned(owner: string): void {
    this.set(this.entries.filter((entry) => entry.owner !== owner && !isTagged(entry.rule, owner)));
  }

  /** The rule that fires for this call, if one does: the first that fits decides, by its probability. */
  match(call: CallIdentity): FiredRule | undefined {
    const index = this.find(call);
    const entry = index === undefined ? undefined : this.entries[index];
    if (index === undefined || entry === undefined) return undefined;
    entry.matches += 1;
    const fires = this.random() < (entry.rule.probability ?? 1);
    const fired = fires ? fire(index, entry.rule, this.random) : undefined;
    if (fired) entry.hits += 1;
    if (entry.isSpent) this.spend(entry, fired);
    return fired;
  }

  /**
   * What became of the call once the rule's wait is over; at once where it has none. What is taken back meanwhile lets
   * the call pass. To be called as soon as the rule fired. Rejects with the signal's reason when it aborts first.
   */
  settle(fired: FiredRule, encounter: Encounter): FiredRule | Promise<FiredRule> {
    const entry = fired.waitMs > 0 ? this.entries[fired.index] : undefined;
    return entry ? this.endure(entry, fired, encounter) : fired;
  }

  /** Ends what waits. */
  dispose(): void {
    this.set([]);
  }

  private async endure(entry: RuleEntry, fired: FiredRule, encounter: Encounter): Promise<FiredRule> {
    try {
      return await this.wait(entry, fired, encounter);
    } finally {
      if (entry.isSpent && !entry.isAwaited) this.end(entry, 'count');
    }
  }

  private async wait(
    entry: RuleEntry,
    fired: FiredRule,
    { signal, limitMs = Number.POSITIVE_INFINITY, delayedBy }: Encounter,
  ): Promise<FiredRule> {
    const isHeld = fired.outcome === 'timeout';
    if (!isHeld && delayedBy?.has(fired.rule)) return { ...fired, waitMs: 0 };
    if (isHeld && this.held >= MAX_HELD) return { ...fired, waitMs: 0 };
    const startedAt = this.clock.now();
    const waitMs = Math.min(fired.waitMs, limitMs);
    this.held += isHeld ? 1 : 0;
    try {
      const toTheEnd = await entry.wait(waitMs, signal);
      if (!toTheEnd) return { ...fired, outcome: 'pass', waitMs: this.clock.now() - startedAt };
      return waitMs < fired.waitMs ? { ...fired, outcome: 'timeout', waitMs } : fired;
    } finally {
      this.held -= isHeld ? 1 : 0;
    }
  }

  /** It matches no more; it stays until the last call that waits because of it is over, so that it can be taken back. */
  private spend(entry: RuleEntry, last: FiredRule | undefined): void {
    if (entry.isAwaited || (last && last.waitMs > 0)) this.set(this.entries);
    else this.end(entry, 'count');
  }

  private end(entry: RuleEntry, by: EndedRule['by']): void {
    if (!this.entries.includes(entry)) return;
    const { rule, hits, matches } = entry;
    this.gone = [...this.gone, { rule, hits, matches, by, endedAt: this.clock.now() }].slice(-MAX_ENDED);
    this.set(this.entries.filter((other) => other !== entry));
  }

  private set(entries: readonly RuleEntry[]): void {
    const stay = new Set(entries);
    const left = this.entries.filter((entry) => !stay.has(entry));
    this.entries = entries;
    this.find = indexRules(entries.map((entry) => (entry.isSpent ? undefined : entry.rule)));
    for (const entry of left) entry.dispose();
  }

  private newEntry(rule: ExtendedRule, owner: string | undefined, before?: RuleEntry): RuleEntry {
    return new RuleEntry(rule, owner, this.clock, (entry) => this.end(entry, 'durationMs'), before);
  }
}

const isTagged = ({ description = '' }: ExtendedRule, owner: string): boolean =>
  description === `chaos-lab:${owner}` || description.startsWith(`chaos-lab:${owner} `);
