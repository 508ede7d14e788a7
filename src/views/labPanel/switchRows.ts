import { type FaultScope, sameScope } from '../../core/faults/faultScope';
import type { FaultsState, RuleView } from '../../core/faults/faultsState';
import type { Sentence } from '../../core/lab/sentence';
import { childScopes, coveredBy, regionsOf } from '../faults/faultRows';
import { scopeKey } from '../faults/faultTarget';
import type { SwitchRow, SwitchRule, VerdictView } from '../lab/protocol';

export interface SwitchRowsInput {
  readonly faults: FaultsState;
  /** The regions to show besides those that rules name. */
  readonly regions: readonly string[];
  /** Switches that were clicked and not yet answered, by `scopeKey`. */
  readonly pending: ReadonlyMap<string, boolean>;
  readonly verdict: (view: RuleView) => VerdictView | undefined;
  readonly masked: (view: RuleView) => Sentence | undefined;
}

/** Region by region its services and their operations, then all regions: each as the engine has it. */
export const switchRows = (input: SwitchRowsInput): SwitchRow[] =>
  [...regionsOf(input).map((region): FaultScope => ({ region })), {}].flatMap((scope) =>
    rowsFrom(input, scope, 0),
  );

const rowsFrom = (input: SwitchRowsInput, scope: FaultScope, level: number): SwitchRow[] => [
  rowOf(input, scope, level),
  ...childScopes(input, scope).flatMap((child) => rowsFrom(input, child, level + 1)),
];

const rowOf = (input: SwitchRowsInput, scope: FaultScope, level: number): SwitchRow => {
  const { rules } = input.faults;
  const own = rules.find((view) => view.owner === 'ours' && sameScope(view.rule, scope));
  const over = coveredBy(rules, scope, own);
  return {
    key: scopeKey(scope),
    scope,
    level,
    label: scope.operation ?? scope.service ?? scope.region ?? 'All regions',
    on: own !== undefined,
    busy: input.pending.has(scopeKey(scope)),
    ...(over ? { coveredBy: shortName(over.rule) } : {}),
    ...(own ? { rule: ruleOf(own, input.verdict(own), input.masked(own)) } : {}),
  };
};

const ruleOf = (
  { rule, endsAt, hits, matches }: RuleView,
  verdict: VerdictView | undefined,
  masked: Sentence | undefined,
): SwitchRule => ({
  statusCode: rule.error?.statusCode ?? 503,
  code: rule.error?.code ?? 'ServiceUnavailable',
  probability: rule.probability ?? 1,
  ...(endsAt === undefined ? {} : { endsAt }),
  ...(hits === undefined ? {} : { hits }),
  ...(matches === undefined ? {} : { matches }),
  ...(verdict ? { verdict } : {}),
  ...(masked ? { masked } : {}),
});

const shortName = ({ operation, service, region }: FaultScope): string =>
  operation ?? service ?? region ?? 'all regions';
