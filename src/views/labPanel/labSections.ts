import type { Endpoint } from '../../core/endpoints/endpoint';
import { type EngineKind, type EngineStatus, endpointOf } from '../../core/engines/engine';
import { describeScope } from '../../core/faults/faultScope';
import type { FaultsState, RuleView } from '../../core/faults/faultsState';
import { canonicalRule } from '../../core/faults/rule';
import { parseTag } from '../../core/faults/tag';
import type { Explanation } from '../../core/lab/explain';
import type { LabService } from '../../core/lab/labService';
import type { Lane } from '../../core/lab/laneStore';
import type { EndpointLoadState } from '../../core/lab/load/endpointLoad';
import { behind } from '../endpoints/endpointText';
import { describeRule } from '../faults/faultText';
import type { EngineView, ExplanationView, FaultsView, LabSections, LaneHead } from '../lab/protocol';
import { switchRows } from './switchRows';

export interface LabSectionsInput {
  readonly engine: EngineStatus;
  readonly engineKind: EngineKind;
  readonly deploying: boolean;
  readonly faults: FaultsState;
  readonly regions: readonly string[];
  readonly pending: ReadonlyMap<string, boolean>;
  /** Unix ms. */
  readonly recordingSince?: number | undefined;
  readonly load: readonly EndpointLoadState[];
  readonly lab: Pick<
    LabService,
    | 'lanes'
    | 'bands'
    | 'explanations'
    | 'unaffected'
    | 'outcomes'
    | 'silentRules'
    | 'verdict'
    | 'masked'
    | 'lostEvents'
  >;
}

/** What the page shows, from what is known now. */
export const labSections = (input: LabSectionsInput): LabSections => {
  const { faults, lab } = input;
  return {
    engine: engineView(input),
    faults: faultsView(input),
    switches: faults.available ? switchRows({ ...input, ...rulesOf(lab) }) : [],
    lanes: headsOf(lab.lanes),
    bands: lab.bands,
    explanations: lab.explanations.map(explanationView),
    unaffected: lab.unaffected,
    outcomes: lab.outcomes,
    recording: input.recordingSince === undefined ? {} : { since: input.recordingSince },
    load: input.load.map(({ endpointId, ...rest }) => ({ laneId: endpointId, ...rest })),
  };
};

const rulesOf = (lab: LabSectionsInput['lab']) => ({
  verdict: (view: RuleView) => lab.verdict(view),
  masked: (view: RuleView) => lab.masked(view),
});

const kinds: Readonly<Record<EngineKind, string>> = {
  embedded: 'embedded engine',
  localstack: 'container',
  external: 'attached engine',
};

const engineView = ({ engine, engineKind, deploying, faults, lab }: LabSectionsInput): EngineView => {
  const address = endpointOf(engine)?.replace(/^https?:\/\//, '');
  const detail = detailOf(engine) ?? (faults.available ? undefined : faults.reason);
  return {
    state: engine.state,
    name: kinds[engineKind],
    ...(address === undefined ? {} : { address }),
    ...(detail === undefined ? {} : { detail }),
    deploying,
    lostEvents: lab.lostEvents,
  };
};

const detailOf = (status: EngineStatus): string | undefined => {
  switch (status.state) {
    case 'starting':
      return status.detail;
    case 'stopped':
      return 'The engine is not running.';
    default:
      return status.reason;
  }
};

const faultsView = ({ faults, regions, lab }: LabSectionsInput): FaultsView => {
  const endsAt = lastEnd(faults);
  return {
    latencyMs: faults.latencyMs,
    count: faults.rules.length,
    ...(endsAt === undefined ? {} : { endsAt }),
    regions,
    others: faults.rules.filter(({ owner }) => owner !== 'ours').map(otherRule),
    warnings: lab.silentRules.map(({ sentence }) => sentence),
  };
};

/** Undefined while something has no end. */
const lastEnd = ({ rules, latencyMs }: FaultsState): number | undefined => {
  const ends = rules.flatMap(({ endsAt }) => endsAt ?? []);
  return latencyMs > 0 || ends.length === 0 || ends.length < rules.length ? undefined : Math.max(...ends);
};

/** Without its countdown, which would be news each second. */
const otherRule = ({ endsAt, ...view }: RuleView) => ({
  ruleKey: canonicalRule(view.rule),
  label: describeScope(view.rule),
  description: [describeRule(view, 0), parseTag(view.rule.description)?.owner ?? '']
    .filter(Boolean)
    .join(' · '),
});

const heads = new WeakMap<readonly Lane[], readonly LaneHead[]>();
/** The same heads for the same list: it is asked for ten times a second, and rarely another. */
const headsOf = (lanes: readonly Lane[]): readonly LaneHead[] => {
  const known = heads.get(lanes) ?? lanes.map(laneHead);
  heads.set(lanes, known);
  return known;
};

const explained = new WeakMap<Explanation, ExplanationView>();
/** The same view of the same explanation, so that it is quickly seen to be no news. */
const explanationView = (explanation: Explanation): ExplanationView => {
  const { endpointId, ...rest } = explanation;
  const known = explained.get(explanation) ?? { laneId: endpointId, ...rest };
  explained.set(explanation, known);
  return known;
};

export const laneHead = (lane: Lane): LaneHead => {
  if (lane.kind === 'endpoint') return endpointHead(lane.endpoint);
  const { id, service, operation, region, internal } = lane;
  return { kind: 'call', id, title: `${service}.${operation || '?'}`, service, operation, region, internal };
};

const endpointHead = (endpoint: Endpoint): LaneHead => {
  const { id, method, path, domain, region, integration, probeable } = endpoint;
  return {
    kind: 'endpoint',
    id,
    title: `${method} ${path}`,
    ...(domain === undefined ? {} : { domain }),
    region,
    behind: behind(endpoint),
    integration,
    probed: probeable,
  };
};
