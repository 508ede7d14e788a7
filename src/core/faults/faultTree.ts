import { countdown } from '../countdown';
import { describeError } from './errorPresets';
import { covers, describeScope, type FaultScope, sameScope, scopeOf } from './faultScope';
import type { FaultsState, RuleView } from './faultsState';
import type { FaultTarget } from './faultTargets';

/** A checkbox: exactly one rule, set or not. */
export interface ScopeNode {
  readonly kind: 'scope';
  /** The same for the same scope at all times. */
  readonly id: string;
  readonly label: string;
  readonly scope: FaultScope;
  /** What is set for exactly this scope by a Chaos Lab client. */
  readonly rule?: RuleView;
  readonly checked: boolean;
  /** The rule that decides before this one could. */
  readonly shadedBy?: RuleView;
  readonly hits?: number;
  readonly description: string;
  readonly children: readonly ScopeNode[];
}

export interface LatencyNode {
  readonly kind: 'latency';
  readonly id: 'latency';
  readonly label: string;
  readonly latencyMs: number;
  readonly checked: boolean;
  readonly description: string;
}

/** A rule without a checkbox of its own: somebody else's, or one more for the same scope. */
export interface RuleNode {
  readonly kind: 'rule';
  readonly id: string;
  readonly label: string;
  readonly rule: RuleView;
  readonly shadedBy?: RuleView;
  readonly hits?: number;
  readonly description: string;
}

export interface OtherRulesNode {
  readonly kind: 'others';
  readonly id: 'others';
  readonly label: string;
  readonly children: readonly RuleNode[];
}

export type FaultNode = ScopeNode | LatencyNode | RuleNode | OtherRulesNode;

export interface ShownFaults {
  readonly regions: readonly string[];
  readonly targets: readonly FaultTarget[];
  /** Unix ms, for what is left of durations. */
  readonly nowMs: number;
}

/**
 * The faults view: all regions and each region, with services and operations below; the latency; then the rules of
 * others. What a rule names is shown too, although nobody asked for that region, service or operation.
 */
export const faultTree = (state: FaultsState, shown: ShownFaults): FaultNode[] => {
  const view = new TreeView(state, shown);
  return [...view.scopes(), view.latency(), ...view.others()];
};

/** Whether a switch can show this rule: an operation without a service has no place in the tree. */
const hasPlace = ({ owner, rule }: RuleView) => owner !== 'foreign' && !(rule.operation && !rule.service);

export const scopeId = ({ region, service, operation }: FaultScope): string =>
  ['scope', region ?? '*', service, operation].filter(Boolean).join('/');

class TreeView {
  private readonly placed = new Map<string, RuleView>();

  constructor(
    private readonly state: FaultsState,
    private readonly shown: ShownFaults,
  ) {
    for (const view of state.rules.filter(hasPlace)) this.place(view);
  }

  scopes(): ScopeNode[] {
    const regions = union(
      this.shown.regions,
      this.named('region', () => true),
    );
    return [undefined, ...regions].map((region) => this.region(region));
  }

  latency(): LatencyNode {
    const { latencyMs } = this.state;
    return {
      kind: 'latency',
      id: 'latency',
      label: 'Network latency',
      latencyMs,
      checked: latencyMs > 0,
      description: latencyMs > 0 ? `every request takes ${latencyMs} ms longer` : '',
    };
  }

  others(): OtherRulesNode[] {
    const placed = new Set(this.placed.values());
    const children = this.state.rules.filter((view) => !placed.has(view)).map((view) => this.other(view));
    return children.length > 0 ? [{ kind: 'others', id: 'others', label: 'Other rules', children }] : [];
  }

  /** Of several rules for one scope ours is the one that the checkbox stands for, else the first. */
  private place(view: RuleView): void {
    const id = scopeId(view.rule);
    const known = this.placed.get(id);
    if (!known || (known.owner !== 'ours' && view.owner === 'ours')) this.placed.set(id, view);
  }

  private region(region: string | undefined): ScopeNode {
    const scope = region === undefined ? {} : { region };
    const services = union(
      this.shown.targets.map(({ service }) => service),
      this.named('service', (rule) => rule.region === region),
    );
    const children = services.map((service) => this.service({ ...scope, service }));
    return this.scope(scope, region ?? 'All regions', children);
  }

  private service(scope: FaultScope & { readonly service: string }): ScopeNode {
    const target = this.shown.targets.find(({ service }) => service === scope.service);
    const notes = new Map(target?.operations.map(({ operation, note }) => [operation, note]));
    const operations = union(
      [...notes.keys()],
      this.named('operation', (rule) => rule.region === scope.region && rule.service === scope.service),
    );
    const children = operations.map((operation) =>
      this.scope({ ...scope, operation }, operation, [], notes.get(operation)),
    );
    return this.scope(scope, scope.service, children);
  }

  private scope(scope: FaultScope, label: string, children: readonly ScopeNode[], note = ''): ScopeNode {
    const rule = this.placed.get(scopeId(scope));
    const shadedBy = this.shade(scope, rule);
    const shading = shadedBy ? `covered by ${describeScope(shadedBy.rule)}` : '';
    return {
      kind: 'scope',
      id: scopeId(scope),
      label,
      scope,
      checked: rule !== undefined,
      description: join(rule ? describeRule(rule, this.shown.nowMs) : note, shading),
      children,
      ...(rule && { rule }),
      ...(shadedBy && { shadedBy }),
      ...(rule?.hits !== undefined && { hits: rule.hits }),
    };
  }

  private other(rule: RuleView): RuleNode {
    const shadedBy = this.shade(scopeOf(rule.rule), rule);
    const shading = shadedBy ? `covered by ${describeScope(shadedBy.rule)}` : '';
    return {
      kind: 'rule',
      id: `rule/${rule.index}`,
      label: describeScope(rule.rule),
      rule,
      description: join(describeRule(rule, this.shown.nowMs), shading, whose[rule.owner]),
      ...(shadedBy && { shadedBy }),
      ...(rule.hits !== undefined && { hits: rule.hits }),
    };
  }

  /** The first rule that covers the scope, when it comes before the scope's own: the first match decides. */
  private shade(scope: FaultScope, own: RuleView | undefined): RuleView | undefined {
    const first = this.state.rules.find((view) => covers(view.rule, scope));
    if (!first || first === own || (!own && sameScope(first.rule, scope))) return undefined;
    return first;
  }

  /** What the placed rules that fit name in a field. */
  private named(field: keyof FaultScope, fits: (rule: FaultScope) => boolean): string[] {
    return [...this.placed.values()]
      .filter(({ rule }) => fits(rule))
      .flatMap(({ rule }) => rule[field] ?? []);
  }
}

const whose: Record<RuleView['owner'], string> = {
  ours: 'set here',
  lab: 'set by another Chaos Lab client',
  foreign: 'set by somebody else',
};

/** `503 ServiceUnavailable, 50 %, 12 hits, 04:31 left`. */
export const describeRule = ({ rule, hits, endsAt }: RuleView, nowMs: number): string =>
  join(
    describeError(rule),
    rule.probability === undefined || rule.probability === 1 ? '' : percent(rule.probability),
    hits === undefined ? '' : `${hits} ${hits === 1 ? 'hit' : 'hits'}`,
    endsAt === undefined ? '' : `${countdown(endsAt - nowMs)} left`,
  );

const percent = (share: number) => `${Number((share * 100).toPrecision(3))} %`;
const join = (...parts: string[]) => parts.filter(Boolean).join(', ');
const union = (first: readonly string[], second: readonly string[]) => [...new Set([...first, ...second])];
