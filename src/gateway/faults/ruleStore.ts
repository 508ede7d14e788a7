import type { CallIdentity } from '../../aws/awsCall';
import { canonicalRule, type FaultRule } from '../../core/faults/rule';
import { indexRules, type RuleIndex } from './ruleIndex';

/** A rule with what happened to it since it was set. */
export interface CountedRule {
  /** Position in the order the rules are tried. */
  readonly index: number;
  readonly rule: FaultRule;
  /** How often it fired. */
  readonly hits: number;
  /** How often it was the first to fit a request, fired or not. */
  readonly matches: number;
}

/** The rule that decided to fail a call. */
export interface FiredRule {
  readonly index: number;
  readonly rule: FaultRule;
}

interface Entry {
  readonly rule: FaultRule;
  readonly form: string;
  /** Of the request that set it (`x-chaos-owner`). */
  readonly owner: string | undefined;
  hits: number;
  matches: number;
}

/** The fault rules in force: kept and given back as they were sent, tried in order, counted. */
export class RuleStore {
  private entries: readonly Entry[] = [];
  private find: RuleIndex = indexRules([]);

  /** `random` gives numbers from 0 to below 1. */
  constructor(private readonly random: () => number) {}

  list(): readonly FaultRule[] {
    return this.entries.map(({ rule }) => rule);
  }

  counted(): readonly CountedRule[] {
    return this.entries.map(({ rule, hits, matches }, index) => ({ index, rule, hits, matches }));
  }

  replace(rules: readonly FaultRule[], owner?: string): void {
    this.set(rules.map((rule) => newEntry(rule, owner)));
  }

  /** Appends; a rule equal to one that is there changes nothing. */
  add(rules: readonly FaultRule[], owner?: string): void {
    const there = new Set(this.entries.map(({ form }) => form));
    const fresh = rules.map((rule) => newEntry(rule, owner)).filter(({ form }) => !there.has(form));
    this.set([...this.entries, ...fresh]);
  }

  /** Removes the rules that are exactly equal, whatever the order of their keys. */
  remove(rules: readonly FaultRule[]): void {
    const gone = new Set(rules.map(canonicalRule));
    this.set(this.entries.filter(({ form }) => !gone.has(form)));
  }

  /** Removes what this owner set, or what carries its tag. */
  removeOwned(owner: string): void {
    this.set(this.entries.filter((entry) => entry.owner !== owner && !isTagged(entry.rule, owner)));
  }

  /** The rule that fails this call, if one does: the first that fits decides, by its probability. */
  match(call: CallIdentity): FiredRule | undefined {
    const index = this.find(call);
    const entry = index === undefined ? undefined : this.entries[index];
    if (index === undefined || entry === undefined) return undefined;
    entry.matches += 1;
    if (this.random() >= (entry.rule.probability ?? 1)) return undefined;
    entry.hits += 1;
    return { index, rule: entry.rule };
  }

  private set(entries: readonly Entry[]): void {
    this.entries = entries;
    this.find = indexRules(this.list());
  }
}

const newEntry = (rule: FaultRule, owner: string | undefined): Entry => ({
  rule,
  form: canonicalRule(rule),
  owner,
  hits: 0,
  matches: 0,
});

const isTagged = ({ description = '' }: FaultRule, owner: string): boolean =>
  description === `chaos-lab:${owner}` || description.startsWith(`chaos-lab:${owner} `);
