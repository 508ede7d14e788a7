import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CallIdentity } from '../../aws/awsCall';
import { canonicalRule, type ExtendedRule } from '../../core/faults/rule';
import { FakeClock } from '../fakeClock';
import { seededRandom } from './random';
import { RuleStore } from './ruleStore';

/** Few names, so that rules meet calls; some that only look like the index's own. */
const service = fc.constantFrom('lambda', 's3', 'apigateway', '*', '', '__proto__');
const operation = fc.constantFrom('Invoke', 'GetObject', '*', 'constructor');
const region = fc.constantFrom('us-east-1', 'us-west-2', '*');

const call: fc.Arbitrary<CallIdentity> = fc.record({ service, operation, region });

const rule: fc.Arbitrary<ExtendedRule> = fc.record(
  {
    service: service.filter((name) => name !== '*'),
    operation: operation.filter((name) => name !== '*'),
    region: region.filter((name) => name !== '*'),
    probability: fc.constantFrom(0, 0.3, 1),
    count: fc.integer({ min: 1, max: 4 }),
    description: fc.constantFrom('a', 'b'),
  },
  { requiredKeys: [] },
);

type Step =
  | { readonly kind: 'call'; readonly call: CallIdentity }
  | { readonly kind: 'replace' | 'add' | 'remove'; readonly rules: readonly ExtendedRule[] };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('call' as const), call }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('replace' as const, 'add' as const, 'remove' as const),
      rules: fc.uniqueArray(rule, { maxLength: 8, selector: canonicalRule }),
    }),
  },
);

interface Kept {
  readonly rule: ExtendedRule;
  hits: number;
  matches: number;
}

/** The rules as one would do it who knows of no index: a list, looked through from its beginning. */
class NaiveRules {
  list: Kept[] = [];

  constructor(private readonly random: () => number) {}

  change(kind: 'replace' | 'add' | 'remove', rules: readonly ExtendedRule[]): void {
    const isAmong = (one: ExtendedRule, others: readonly ExtendedRule[]) =>
      others.some((other) => canonicalRule(one) === canonicalRule(other));
    const present = this.list.map((kept) => kept.rule);
    const fresh = rules.map((each) => ({ rule: each, hits: 0, matches: 0 }));
    if (kind === 'replace') this.list = fresh;
    if (kind === 'add') this.list = [...this.list, ...fresh.filter((kept) => !isAmong(kept.rule, present))];
    if (kind === 'remove') this.list = this.list.filter((kept) => !isAmong(kept.rule, rules));
  }

  match(asked: CallIdentity): number | undefined {
    const fits = ({ rule: wanted }: Kept) =>
      (wanted.service ?? asked.service) === asked.service &&
      (wanted.operation ?? asked.operation) === asked.operation &&
      (wanted.region ?? asked.region) === asked.region;
    const index = this.list.findIndex(fits);
    const kept = this.list[index];
    if (!kept) return undefined;
    kept.matches += 1;
    const fires = this.random() < (kept.rule.probability ?? 1);
    kept.hits += fires ? 1 : 0;
    if (kept.matches === kept.rule.count) this.list.splice(index, 1);
    return fires ? index : undefined;
  }
}

describe('the rule store, whatever happens', () => {
  it('does what a list that is looked through does', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.integer(), (steps, seed) => {
        const store = new RuleStore(seededRandom(seed), new FakeClock());
        const naive = new NaiveRules(seededRandom(seed));
        for (const each of steps) {
          if (each.kind === 'call') {
            assert.equal(store.match(each.call)?.index, naive.match(each.call));
          } else {
            store[each.kind](each.rules);
            naive.change(each.kind, each.rules);
          }
          const counted = store
            .counted()
            .map(({ rule: one, hits, matches }) => ({ rule: one, hits, matches }));
          assert.deepEqual(counted, naive.list);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('leaves no timer and holds no call once everything is taken back', () => {
    const timed = fc.record(
      {
        service,
        latency: fc.constant({ min: 1, max: 1000 }),
        durationMs: fc.integer({ min: 1, max: 1000 }),
        count: fc.integer({ min: 1, max: 3 }),
      },
      { requiredKeys: ['service'] },
    );
    return fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(timed, { maxLength: 6, selector: canonicalRule }),
        fc.array(fc.tuple(call, fc.integer({ min: 0, max: 300 })), { maxLength: 20 }),
        async (rules, calls) => {
          const clock = new FakeClock();
          const store = new RuleStore(seededRandom(1), clock);
          const { signal } = new AbortController();
          store.replace(rules);
          const settled = calls.map(([asked, ms]) => {
            const match = store.match(asked);
            const fired = match && store.settle(match, { signal });
            clock.advance(ms);
            return fired;
          });
          store.replace([]);
          await Promise.all(settled);
          assert.deepEqual([clock.pending, store.counted()], [0, []]);
        },
      ),
      { numRuns: 200 },
    );
  });
});
