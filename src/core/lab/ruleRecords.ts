import type { Endpoint, EndpointState, Sample } from '../endpoints/endpoint';
import type { FaultsState, RuleView } from '../faults/faultsState';
import { canonicalRule, outcomeOf } from '../faults/rule';
import { judge, type Outcome, type Verdict } from './blastRadius';

interface RuleRecord {
  /** Unix ms at which the lab saw it first. */
  readonly setAt: number;
  readonly outcomes: Map<string, { answers: number; hit: number }>;
}

/** What happened since each rule was set, to hold against what was predicted. By `canonicalRule`. */
export class RuleRecords {
  private readonly records = new Map<string, RuleRecord>();

  /** Unix ms at which each rule was seen first. */
  get setAt(): ReadonlyMap<string, number> {
    return new Map([...this.records].map(([key, { setAt }]) => [key, setAt]));
  }

  update({ rules }: FaultsState, now: number): void {
    const present = new Set(rules.map(({ rule }) => canonicalRule(rule)));
    for (const key of this.records.keys()) if (!present.has(key)) this.records.delete(key);
    for (const key of present) {
      if (!this.records.has(key)) this.records.set(key, { setAt: now, outcomes: new Map() });
    }
  }

  /** @param fired the rule that had a part in the answer */
  count(endpoint: Endpoint, { at }: Sample, fired: RuleView | undefined): void {
    const firedKey = fired && canonicalRule(fired.rule);
    for (const [key, { setAt, outcomes }] of this.records) {
      if (at < setAt) continue; // sent before: it may or may not have met the rule
      const outcome = outcomes.get(endpoint.id) ?? { answers: 0, hit: 0 };
      outcomes.set(endpoint.id, outcome);
      outcome.answers += 1;
      if (key === firedKey) outcome.hit += 1;
    }
  }

  /** Undefined for a rule that others come before, what they leave cannot be told, and for one that lets calls pass. */
  verdict(
    view: RuleView,
    rules: readonly RuleView[],
    endpoints: readonly EndpointState[],
  ): Verdict | undefined {
    const record = this.records.get(canonicalRule(view.rule));
    if (!record || outcomeOf(view.rule) === 'pass') return undefined;
    if (rules.some((other) => mayPreempt(other, view))) return undefined;
    return judge(view.rule, view.rule.probability ?? 1, this.outcomes(view, endpoints));
  }

  /** What each endpoint answered since. */
  outcomes({ rule }: RuleView, endpoints: readonly EndpointState[]): Outcome[] {
    const counted = this.records.get(canonicalRule(rule))?.outcomes;
    return endpoints.map(({ endpoint }) => ({
      endpoint,
      ...(counted?.get(endpoint.id) ?? { answers: 0, hit: 0 }),
    }));
  }
}

/** Whether an earlier rule may decide where this one would. */
const mayPreempt = (other: RuleView, { rule, index }: RuleView): boolean =>
  other.index < index &&
  (['region', 'service', 'operation'] as const).every((field) => {
    const [theirs, its] = [other.rule[field], rule[field]];
    return theirs === undefined || its === undefined || theirs === its;
  });
