import type { Endpoint } from '../../core/endpoints/endpoint';
import type { EngineKind, EngineStatus } from '../../core/engines/engine';
import { whyMissing } from '../../core/engines/whyMissing';
import { covers, describeScope, type FaultScope, sameScope, scopeOf } from '../../core/faults/faultScope';
import type { FaultsState, RuleView } from '../../core/faults/faultsState';
import { RowKind } from '../../extension/contributions';
import { engineSteps, stepRows } from '../engineSteps';
import type { Row, RowIcon } from '../row';
import { switches } from './faultCatalog';
import { type FaultTarget, scopeKey } from './faultTarget';
import { describeRule, ruleTooltip } from './faultText';
import { latencyRow, othersRows } from './otherRows';

export interface FaultRowsInput {
  readonly engine: { readonly current: EngineStatus; readonly kind: EngineKind };
  readonly faults: FaultsState;
  /** The regions to show besides those that rules name. */
  readonly regions: readonly string[];
  /** To tell what a switch would reach. */
  readonly endpoints: readonly Endpoint[];
  /** Switches that were clicked and not yet answered, by `scopeKey`. */
  readonly pending: ReadonlyMap<string, boolean>;
  /** Unix ms. */
  readonly now: number;
}

/** The tree: region -> service -> operation, then all regions, the latency, and what others have set. */
export const faultRows = (input: FaultRowsInput): Row<FaultTarget>[] => {
  const { current, kind } = input.engine;
  if (current.state === 'without-chaos')
    return [...stepRows(engineSteps(current, kind)), ...unavailableRows(input, current.reason ?? '')];
  if (!input.faults.available) return [];
  return [
    ...regionsOf(input).map((region) => scopeRow(input, { region })),
    scopeRow(input, {}),
    latencyRow(input.faults.latencyMs, whyNoLatency(current)),
    ...othersRows(input.faults.rules, input.now),
  ];
};

const whyNoLatency = (status: EngineStatus): string | undefined =>
  status.state === 'ready' ? whyMissing('effects', status.capabilities) : undefined;

/** The switches that there would be, grey, with the reason. */
const unavailableRows = (input: FaultRowsInput, reason: string): Row<FaultTarget>[] => {
  const grey = ({ checked: _, target: __, children, ...row }: Row<FaultTarget>): Row<FaultTarget> => ({
    ...row,
    kind: RowKind.unavailable,
    dimmed: true,
    icon: { id: row.icon?.id ?? icons.region, color: 'disabledForeground' },
    tooltip: reason,
    ...(children ? { children: children.map(grey) } : {}),
  });
  const scopes = [...input.regions.map((region) => ({ region })), {}];
  return [...scopes.map((scope) => scopeRow(input, scope)).map(grey), latencyRow(0, reason)];
};

const scopeRow = (input: FaultRowsInput, scope: FaultScope): Row<FaultTarget> => {
  const own = input.faults.rules.find((view) => view.owner === 'ours' && sameScope(view.rule, scope));
  const over = coveredBy(input.faults.rules, scope, own);
  const children = childScopes(input, scope).map((child) => scopeRow(input, child));
  return {
    id: scopeKey(scope),
    label: scope.operation ?? scope.service ?? scope.region ?? 'All regions',
    kind: own ? RowKind.activeScope : RowKind.scope,
    checked: input.pending.get(scopeKey(scope)) ?? own !== undefined,
    icon: iconOf(scope, own, over),
    description: describe(input, scope, own, over),
    tooltip: tooltip(input, scope, own, over),
    ...(children.length > 0 ? { children, expanded: isExpanded(input, scope) } : {}),
    target: { kind: 'scope', scope, ...(own ? { rule: own.rule } : {}) },
  };
};

/** The wider rule that decides before this switch's own, if there is one. */
export const coveredBy = (rules: readonly RuleView[], scope: FaultScope, own: RuleView | undefined) =>
  rules.find(
    (view) =>
      covers(scopeOf(view.rule), scope) &&
      !sameScope(view.rule, scope) &&
      view.index < (own?.index ?? Infinity),
  );

const describe = (
  input: FaultRowsInput,
  scope: FaultScope,
  own: RuleView | undefined,
  over: RuleView | undefined,
): string =>
  [
    own ? describeRule(own, input.now) : '',
    over ? `covered by ${shortScope(over.rule)}` : '',
    own || over ? '' : reach(input.endpoints, scope),
  ]
    .filter(Boolean)
    .join(' · ');

const tooltip = (
  input: FaultRowsInput,
  scope: FaultScope,
  own: RuleView | undefined,
  over: RuleView | undefined,
): string =>
  [
    own ? ruleTooltip(own, input.now) : `**${describeScope(scope)}**`,
    over
      ? `The rule for ${describeScope(over.rule)} comes first${(over.rule.probability ?? 1) < 1 ? ' for some requests' : ''}.`
      : '',
  ]
    .filter(Boolean)
    .join('\n\n');

/** The narrowest name that tells it apart from what it covers. */
const shortScope = ({ operation, service, region }: FaultScope): string =>
  operation ?? service ?? region ?? 'all regions';

const icons = { region: 'globe', service: 'layers', operation: 'arrow-small-right' };

const iconOf = (scope: FaultScope, own: RuleView | undefined, over: RuleView | undefined): RowIcon => {
  const id = scope.operation ? icons.operation : scope.service ? icons.service : icons.region;
  if (own) return { id: 'flame', color: 'testing.iconFailed' };
  return over ? { id, color: 'disabledForeground' } : { id };
};

/** `4 endpoints`: what a switch would reach. Said of services only: there it answers what a person wonders about. */
const reach = (endpoints: readonly Endpoint[], { region, service, operation }: FaultScope): string => {
  if (operation !== undefined || (service !== 'apigateway' && service !== 'lambda')) return '';
  const count = endpoints.filter(
    (endpoint) =>
      (region === undefined || endpoint.region === region) &&
      (service === 'apigateway' || endpoint.integration.kind === 'lambda'),
  ).length;
  return count === 0 ? '' : `${count} ${count === 1 ? 'endpoint' : 'endpoints'}`;
};

/** The first level is open; below it what holds a rule. */
const isExpanded = ({ faults, regions }: FaultRowsInput, scope: FaultScope): boolean => {
  if (scope.service === undefined && scope.region !== undefined && regions.includes(scope.region))
    return true;
  return ours(faults).some(
    ({ rule }) => rule.region === scope.region && covers(scope, scopeOf(rule)) && !sameScope(rule, scope),
  );
};

export const regionsOf = ({ faults, regions }: Pick<FaultRowsInput, 'faults' | 'regions'>): string[] => [
  ...new Set([...regions, ...ours(faults).flatMap(({ rule }) => rule.region ?? [])]),
];

export const childScopes = ({ faults }: Pick<FaultRowsInput, 'faults'>, scope: FaultScope): FaultScope[] => {
  if (scope.operation !== undefined) return [];
  const here = ours(faults).filter(({ rule }) => rule.region === scope.region);
  if (scope.service === undefined) {
    const named = here.flatMap(({ rule }) => rule.service ?? []);
    return [...new Set([...Object.keys(switches), ...named])].map((service) => ({ ...scope, service }));
  }
  const named = here
    .filter(({ rule }) => rule.service === scope.service)
    .flatMap(({ rule }) => rule.operation ?? []);
  return [...new Set([...(switches[scope.service] ?? []), ...named])].map((operation) => ({
    ...scope,
    operation,
  }));
};

const ours = ({ rules }: FaultsState) => rules.filter(({ owner }) => owner === 'ours');
