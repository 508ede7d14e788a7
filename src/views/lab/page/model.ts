import { Timeline } from '../../../core/lab/timeline';
import { hitsLane } from '../laneImpact';
import type {
  BandView,
  LabChanges,
  LabSections,
  LabState,
  LaneHead,
  LoadView,
  ReplayInfo,
  ResponseRow,
} from '../protocol';
import type { Host } from './host';
import { once } from './once';

/** What a person has chosen in the page; it outlives the page. */
export interface Choices {
  /** What the time axis covers. */
  readonly rangeMs: number;
  readonly laneId?: string;
  readonly responseId?: number;
  readonly search: string;
  /** Where presets and what is searched for apply: a region, or empty for all. */
  readonly region?: string;
  readonly presetService: string;
  /** Switches whose operations are shown, by key. */
  readonly open: readonly string[];
  readonly statusFilter: 'all' | 'ok' | 'failed' | '2xx' | '4xx' | '5xx' | 'none';
  readonly injectedFilter: 'all' | 'injected' | 'real';
  readonly calls: boolean;
  readonly detail: 'diff' | 'body' | 'headers';
}

const firstChoices: Choices = {
  rangeMs: 5 * 60_000,
  search: '',
  presetService: 'lambda',
  open: [],
  statusFilter: 'all',
  injectedFilter: 'all',
  calls: false,
  detail: 'diff',
};

const nothing: LabSections = {
  engine: { state: 'stopped', name: '', deploying: false, lostEvents: 0 },
  faults: { latencyMs: 0, count: 0, regions: [], others: [], warnings: [] },
  switches: [],
  lanes: [],
  bands: [],
  explanations: [],
  unaffected: [],
  outcomes: [],
  recording: {},
  load: [],
};

/** A lane that has just begun would be a line at the right edge otherwise. */
const leastRangeMs = 30_000;
/** A recording may be short, and is looked at closely. */
const leastReplayMs = 5_000;

/** So many lanes that are gone are remembered. */
const keptAbsent = 200;

/** So many lines of the log the page keeps. */
const keptResponses = 1000;

/** What shows that the engine has done what a person asked for. */
const answering: readonly (keyof LabSections)[] = ['engine', 'faults', 'switches', 'recording'];

/** All that the page shows; it tells when to show it again. */
export class Model {
  private readonly endpoints = once((lanes: readonly LaneHead[]) =>
    lanes.filter(({ kind }) => kind === 'endpoint'),
  );
  private readonly timelines = new Map<string, Timeline>();
  private readonly listeners: ((urgent: boolean) => void)[] = [];
  private aheadMs = 0;
  /** Unix ms of the first mark there is. */
  private beganAt = Number.POSITIVE_INFINITY;
  sections: LabSections = nothing;
  responses: ResponseRow[] = [];
  /** Present when the page shows a recording. */
  replay: ReplayInfo | undefined;
  choices: Choices;
  /** Lanes that a switch under the pointer or with the focus would hit. */
  preview: ReadonlySet<string> = new Set();

  constructor(private readonly host: Host) {
    this.choices = { ...firstChoices, ...(host.kept as Partial<Choices> | undefined) };
  }

  /** Unix ms, by the host's clock; in a recording the moment that is shown. */
  get now(): number {
    return this.replay?.at ?? Date.now() + this.aheadMs;
  }

  /** What the time axis covers: what is chosen, or less while there is less to show. */
  get range(): { readonly from: number; readonly to: number } {
    const to = this.now;
    const wanted = to - this.choices.rangeMs;
    if (this.beganAt <= wanted) return { from: wanted, to };
    const least = this.replay ? leastReplayMs : leastRangeMs;
    return { from: Math.max(wanted, Math.min(this.beganAt, to - least)), to };
  }

  /** `urgent`: what a person did or waits for, rather than answers that came by themselves. */
  onChange(listener: (urgent: boolean) => void): void {
    this.listeners.push(listener);
  }

  begin({ now, histories, responses, replay, ...sections }: LabState): void {
    this.aheadMs = now - Date.now();
    this.replay = replay;
    this.sections = sections;
    this.timelines.clear();
    for (const [id, data] of histories) this.timelines.set(id, Timeline.of(data));
    this.responses = [...responses];
    const firsts = histories.map(([, { buckets, marks }]) => buckets[0]?.from ?? marks[0]?.at ?? Infinity);
    this.beganAt = replay?.from ?? Math.min(Infinity, ...firsts);
    this.tell();
  }

  change({ now, sections, marks, responses }: LabChanges): void {
    this.aheadMs = now - Date.now();
    this.sections = { ...this.sections, ...sections };
    for (const mark of marks) {
      this.timeline(mark.laneId).add(mark);
      this.beganAt = Math.min(this.beganAt, mark.at);
    }
    this.forgetLanes();
    this.responses.push(...responses);
    if (this.responses.length > keptResponses) this.responses = this.responses.slice(-keptResponses);
    this.tell(answering.some((name) => name in sections));
  }

  choose(choice: Partial<Choices>): void {
    this.choices = { ...this.choices, ...choice };
    this.host.keep(this.choices);
    this.tell();
  }

  previewing(laneIds: Iterable<string>): void {
    this.preview = new Set(laneIds);
    this.tell();
  }

  timeline(laneId: string): Timeline {
    const timeline = this.timelines.get(laneId) ?? new Timeline();
    this.timelines.set(laneId, timeline);
    return timeline;
  }

  /** The same list for as long as it holds the same. */
  get lanes(): readonly LaneHead[] {
    const { lanes } = this.sections;
    return this.choices.calls ? lanes : this.endpoints(lanes);
  }

  lane(id: string): LaneHead | undefined {
    return this.sections.lanes.find((lane) => lane.id === id);
  }

  loadOf(laneId: string): LoadView | undefined {
    return this.sections.load.find((load) => load.laneId === laneId);
  }

  /** The response of a lane that was sent closest to a time. */
  responseNear(laneId: string, at: number): number | undefined {
    const own = this.responses.filter((response) => response.laneId === laneId);
    const distance = (response: ResponseRow) => Math.abs(response.at - at);
    return own.reduce<ResponseRow | undefined>(
      (nearest, each) => (nearest && distance(nearest) <= distance(each) ? nearest : each),
      undefined,
    )?.id;
  }

  bandsOf(lane: LaneHead): BandView[] {
    return this.sections.bands.filter((band) => band.kind === 'latency' || hitsLane(band.scope, lane));
  }

  /** Not at once: an endpoint that is gone for a moment comes back with its history. */
  private forgetLanes(): void {
    const { lanes } = this.sections;
    if (this.timelines.size <= lanes.length + keptAbsent) return;
    const known = new Set(lanes.map(({ id }) => id));
    for (const id of this.timelines.keys()) if (!known.has(id)) this.timelines.delete(id);
  }

  private tell(urgent = true): void {
    for (const listener of this.listeners) listener(urgent);
  }
}
