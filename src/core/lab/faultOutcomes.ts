import type { EndpointState } from '../endpoints/endpoint';
import { describeScope, type FaultScope } from '../faults/faultScope';
import type { FaultsState, RuleView } from '../faults/faultsState';
import { canonicalRule } from '../faults/rule';
import { impactOf, type Outcome, type Verdict } from './blastRadius';
import { endpointName } from './explain';
import { RingBuffer } from './ringBuffer';
import type { RuleRecords } from './ruleRecords';
import { code, listed, type Phrase, type Sentence, strong } from './sentence';

/** What a fault that is over did, against what was predicted. */
export interface FaultOutcome {
  /** Unix ms. */
  readonly from: number;
  /** Unix ms. */
  readonly to: number;
  readonly sentence: Sentence;
}

/** So many are shown, for so long. */
const kept = 3;
const shownForMs = 5 * 60_000;
const mostNamed = 3;

/** The last faults that are over. Those that others decided before are left out: what they did cannot be told. */
export class FaultOutcomes {
  private readonly over = new RingBuffer<FaultOutcome>(kept);
  private before: readonly RuleView[] = [];

  /** To be called before the records forget what is over. */
  update(
    { rules }: FaultsState,
    records: Pick<RuleRecords, 'outcomes' | 'setAt' | 'verdict'>,
    endpoints: readonly EndpointState[],
    now: number,
  ): void {
    const present = new Set(rules.map(effectOf));
    for (const view of this.before) {
      if (present.has(effectOf(view))) continue;
      const sentence = sentenceOf(view, records, this.before, endpoints);
      const from = records.setAt.get(canonicalRule(view.rule)) ?? now;
      if (sentence) this.over.push({ from, to: now, sentence });
    }
    this.before = rules;
  }

  /** The newest first. */
  shownAt(now: number): FaultOutcome[] {
    return [...this.over].filter(({ to }) => now - to < shownForMs).reverse();
  }
}

/** The same for rules that do the same: a new end is no new fault. */
const effectOf = ({ rule: { description, ...effect } }: RuleView): string => canonicalRule(effect);

/** Undefined where nothing can be said. */
const sentenceOf = (
  view: RuleView,
  records: Pick<RuleRecords, 'outcomes' | 'verdict'>,
  rules: readonly RuleView[],
  endpoints: readonly EndpointState[],
): Sentence | undefined => {
  const verdict = records.verdict(view, rules, endpoints);
  const outcomes = records.outcomes(view, endpoints);
  if (!verdict || outcomes.every(({ answers }) => answers === 0)) return undefined;
  const [first = [], ...more] = clauses(view.rule, outcomes, verdict);
  return [code(describeScope(view.rule)), ' ', ...first, ...more.flatMap((each) => ['; ', ...each]), '.'];
};

const clauses = (
  scope: FaultScope,
  outcomes: readonly Outcome[],
  { spared, surprised }: Verdict,
): Phrase[][] => {
  const due = outcomes.filter(({ endpoint }) => endpoint.probeable && impactOf(scope, endpoint));
  const hit = due.filter((each) => each.hit > 0);
  const missed = due.filter((each) => each.hit === 0 && !spared.includes(each.endpoint.id));
  const alone = outcomes.filter((each) => each.answers > 0 && each.hit === 0 && !due.includes(each));
  const asPredicted = spared.length + surprised.length + missed.length === 0;
  const among = (ids: readonly string[]) => outcomes.filter(({ endpoint }) => ids.includes(endpoint.id));
  return [
    ['hit ', ...(hit.length > 0 ? names(hit) : ['no endpoint']), asPredicted ? ', as predicted' : ''],
    ...clause('was over before it could meet ', missed),
    ...clause('against the prediction, spared ', among(spared)),
    ...clause('against the prediction, hit ', among(surprised)),
    ...(alone.length > 0
      ? [[`left ${alone.length === 1 ? '1 other' : `${alone.length} others`} alone`]]
      : []),
  ];
};

const clause = (what: string, outcomes: readonly Outcome[]): Phrase[][] =>
  outcomes.length > 0 ? [[what, ...names(outcomes)]] : [];

/** With their region only where they are in several. */
const names = (outcomes: readonly Outcome[]): Phrase[] => {
  const regions = new Set(outcomes.map(({ endpoint }) => endpoint.region));
  const shown = outcomes
    .slice(0, mostNamed)
    .map(({ endpoint }) =>
      strong(regions.size > 1 ? `${endpointName(endpoint)} in ${endpoint.region}` : endpointName(endpoint)),
    );
  const more = outcomes.length - shown.length;
  return listed(more > 0 ? [...shown, `${more} more`] : shown);
};
