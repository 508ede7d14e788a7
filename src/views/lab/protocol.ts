/**
 * What the lab panel's page and its host in the extension say to each other. Nothing else passes between them:
 *
 *   page ──PageMessage──▶ host          the page asks: its first state, then what a person wants done or shown
 *   page ◀──HostMessage── host          the host answers each request once, and sends changes as they come
 *
 * docs/adding-a-panel-message.md says how to add one.
 */
import type { Integration } from '../../core/endpoints/endpoint';
import type { FaultScope } from '../../core/faults/faultScope';
import type { DiffLine } from '../../core/lab/bodyDiff';
import type { BodyText } from '../../core/lab/bodyText';
import type { EndpointLoadState } from '../../core/lab/load/endpointLoad';
import type { Sentence } from '../../core/lab/sentence';
import type { TimelineData } from '../../core/lab/timeline';

/** From the page. */
export type PageMessage =
  /** The page is there and wants its first state. */
  | { readonly type: 'ready' }
  /** Something that has an answer; `id` is the page's own and counts up. */
  | { readonly type: 'request'; readonly id: number; readonly request: LabRequest };

/** What a person can want. */
export type LabRequest =
  /** Set the rule of a switch, or take it back. */
  | { readonly kind: 'toggle'; readonly scope: FaultScope; readonly on: boolean }
  /** Set a switch's rule with these values; what is absent stays as it is. */
  | { readonly kind: 'setRule'; readonly scope: FaultScope; readonly values: RuleValues }
  /** Delay every request; 0 ends it. */
  | { readonly kind: 'setLatency'; readonly latencyMs: number }
  /** Requests a second to one endpoint, or without `laneId` to each; 0 ends it. */
  | { readonly kind: 'setLoad'; readonly laneId?: string; readonly rate: number }
  /** Take back every fault of Chaos Lab. */
  | { readonly kind: 'haltAll' }
  /** Make somebody else's rule ours. */
  | { readonly kind: 'adopt'; readonly ruleKey: string }
  /** Take back somebody else's rule. */
  | { readonly kind: 'clear'; readonly ruleKey: string }
  /** Headers, body and comparison of one response. Answered with a `ResponseView`. */
  | { readonly kind: 'readResponse'; readonly responseId: number }
  /** Show the recording as of `at`, Unix ms. */
  | { readonly kind: 'seek'; readonly at: number }
  /** Write a report of the recording that is shown, after asking where to. */
  | { readonly kind: 'exportReport' }
  /** Write an experiment of the recording that is shown, after asking where to. */
  | { readonly kind: 'exportExperiment' }
  /** Begin a recording, or end it and ask where to save it. */
  | { readonly kind: 'record'; readonly on: boolean }
  /** Start the engine. */
  | { readonly kind: 'startEngine' }
  /** Deploy the application. */
  | { readonly kind: 'deploy' };

/** From the host. */
export type HostMessage =
  /** All there is to show: the answer to `ready`. */
  | { readonly type: 'state'; readonly state: LabState }
  /** What is different now, at most ten times a second. */
  | { readonly type: 'changes'; readonly changes: LabChanges }
  /** The request was done. */
  | { readonly type: 'done'; readonly id: number; readonly value?: ResponseView }
  /** The request was not done; the message is for the person. */
  | { readonly type: 'failed'; readonly id: number; readonly message: string };

export interface RuleValues {
  /** 0 to 1. */
  readonly probability?: number;
  readonly error?: { readonly statusCode: number; readonly code: string };
  /** From now on. */
  readonly durationMs?: number;
}

export interface LabState extends LabSections {
  /** Unix ms of the host, whose clock all times here are of. */
  readonly now: number;
  readonly histories: readonly (readonly [laneId: string, history: TimelineData])[];
  /** Oldest first. */
  readonly responses: readonly ResponseRow[];
  /** Present when this is a recording: nothing can be switched there. */
  readonly replay?: ReplayInfo;
}

/** A recording that is shown as of a moment. */
export interface ReplayInfo {
  /** `Recording of 01.01.2026, 12:00 (a.chaoslog)`. */
  readonly title: string;
  /** Unix ms. */
  readonly from: number;
  /** Unix ms. */
  readonly to: number;
  /** Unix ms: what is shown is what was known then. */
  readonly at: number;
  /** What could not be read, in a sentence each. */
  readonly problems: readonly string[];
}

export interface LabChanges {
  /** Unix ms of the host. */
  readonly now: number;
  /** Those that are different now, whole. */
  readonly sections: Partial<LabSections>;
  readonly marks: readonly MarkMessage[];
  readonly responses: readonly ResponseRow[];
}

/** The parts that are sent again as a whole when something in them is different. */
export interface LabSections {
  readonly engine: EngineView;
  readonly faults: FaultsView;
  readonly switches: readonly SwitchRow[];
  readonly lanes: readonly LaneHead[];
  readonly bands: readonly BandView[];
  readonly explanations: readonly ExplanationView[];
  /** Why other endpoints do well under the faults in force. */
  readonly unaffected: readonly Sentence[];
  /** What faults did that are over, the newest first. */
  readonly outcomes: readonly OutcomeView[];
  readonly recording: RecordingView;
  /** Of endpoints that are under load, or were; as measured. */
  readonly load: readonly LoadView[];
}

export interface RecordingView {
  /** Unix ms; absent while nothing is recorded. */
  readonly since?: number;
}

export interface EngineView {
  readonly state: 'stopped' | 'starting' | 'ready' | 'without-chaos' | 'failed';
  /** `embedded engine`. */
  readonly name: string;
  /** `127.0.0.1:4566`; absent while none answers. */
  readonly address?: string;
  /** What is wrong, or under way. */
  readonly detail?: string;
  /** A deployment is under way. */
  readonly deploying: boolean;
  /** Events that were lost on the way here. */
  readonly lostEvents: number;
}

export interface FaultsView {
  readonly latencyMs: number;
  readonly count: number;
  /** Unix ms at which the last one ends; absent when one has no end. */
  readonly endsAt?: number;
  readonly regions: readonly string[];
  /** What other clients have set. */
  readonly others: readonly OtherRule[];
  /** Rules that no request fits. */
  readonly warnings: readonly Sentence[];
}

export interface OtherRule {
  readonly ruleKey: string;
  readonly label: string;
  readonly description: string;
}

/** A switch, as the engine has it. */
export interface SwitchRow {
  readonly key: string;
  readonly scope: FaultScope;
  readonly label: string;
  /** 0 region, 1 service, 2 operation. */
  readonly level: number;
  readonly on: boolean;
  /** Was clicked, and the engine has not answered yet. */
  readonly busy: boolean;
  /** What decides before this switch's own rule: `lambda`. */
  readonly coveredBy?: string;
  readonly rule?: SwitchRule;
}

export interface SwitchRule {
  readonly statusCode: number;
  readonly code: string;
  /** 0 to 1. */
  readonly probability: number;
  /** Unix ms. */
  readonly endsAt?: number;
  readonly hits?: number;
  readonly matches?: number;
  /** How the prediction stands; absent where it cannot be told. */
  readonly verdict?: VerdictView;
  /** What attempts leave of it; absent where none are made again. */
  readonly masked?: Sentence;
}

export interface VerdictView {
  readonly state: 'waiting' | 'as-predicted' | 'different';
  /** Lane ids. */
  readonly spared: readonly string[];
  /** Lane ids. */
  readonly surprised: readonly string[];
}

/** What a lane is of, and what a rule must reach to hit it. */
export type LaneHead =
  | {
      readonly kind: 'endpoint';
      readonly id: string;
      /** `GET /v1/hello`. */
      readonly title: string;
      readonly domain?: string;
      readonly region: string;
      /** `λ hello`, `Mock`. */
      readonly behind: string;
      readonly integration: Integration;
      readonly probed: boolean;
    }
  | {
      readonly kind: 'call';
      readonly id: string;
      /** `lambda.Invoke`. */
      readonly title: string;
      readonly service: string;
      readonly operation: string;
      readonly region: string;
      readonly internal: boolean;
    };

/** A time in which a fault was in force. */
export interface BandView {
  readonly id: number;
  readonly kind: 'rule' | 'latency';
  readonly label: string;
  readonly scope: FaultScope;
  /** Unix ms. */
  readonly from: number;
  /** Unix ms; absent while it lasts. */
  readonly to?: number;
}

export interface ExplanationView {
  readonly laneId: string;
  /** Unix ms. */
  readonly since: number;
  /** The same for lanes with the same reason. */
  readonly cause: string;
  readonly sentence: Sentence;
}

export interface OutcomeView {
  /** Unix ms. */
  readonly from: number;
  /** Unix ms. */
  readonly to: number;
  readonly sentence: Sentence;
}

export interface LoadView extends Omit<EndpointLoadState, 'endpointId'> {
  readonly laneId: string;
}

export interface MarkMessage {
  readonly laneId: string;
  readonly at: number;
  readonly status: number;
  readonly durationMs: number;
  readonly injected: boolean;
}

/** A line of the log. */
export interface ResponseRow {
  readonly id: number;
  readonly laneId: string;
  /** Unix ms. */
  readonly at: number;
  /** 0 when nothing answered. */
  readonly status: number;
  readonly error?: string;
  readonly durationMs: number;
  readonly injected: boolean;
}

/** A response looked at closely. */
export interface ResponseView {
  readonly origin: Sentence;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: BodyText;
  readonly bytes: number;
  readonly truncated: boolean;
  /** Against the last healthy answer; absent when there is nothing to compare, as `note` says. */
  readonly diff?: readonly DiffLine[];
  readonly note?: string;
}
