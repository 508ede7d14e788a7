import type { Endpoint } from '../../endpoints/endpoint';
import type { FaultRule } from '../../faults/rule';
import { type Explanation, explain } from '../explain';
import { type FaultBand, FaultBands } from '../faultBands';
import type { Lane } from '../laneStore';
import { isFailed, type Mark } from '../mark';
import type { LoggedResponse } from '../responseLog';
import type { Sentence } from '../sentence';
import type { TimelineData } from '../timeline';
import { sparedEndpoints, unaffected } from '../unaffected';
import type { AnswerLine, EventLine, FaultsLine, LogLine, NoteLine } from './chaoslog';
import { historyAt } from './historyAt';
import { parseDetail } from './logLines';
import type { Recording } from './readRecording';
import { callId, replayLanes } from './replayLanes';

/** What the lab showed at a moment of a recording. */
export interface ReplayView {
  readonly lanes: readonly Lane[];
  readonly histories: readonly (readonly [laneId: string, history: TimelineData])[];
  readonly bands: readonly FaultBand[];
  readonly explanations: readonly Explanation[];
  readonly unaffected: readonly Sentence[];
  /** Oldest first, the last ones, without their details. */
  readonly responses: readonly LoggedResponse[];
}

/** As many as a panel begins with. */
const shownResponses = 500;
/** So many answers tell why an endpoint fails, as in `LabService`. */
const explainedMarks = 60;

/** A recording that can be looked at as of any moment between its beginning and its end. */
export class Replay {
  readonly from: number;
  readonly to: number;
  /** The endpoints that were there at any time. */
  readonly endpoints: readonly Endpoint[];
  /** What there is too much of to be shown, in a sentence each. */
  readonly leftOut: readonly string[];
  readonly notes: readonly NoteLine[];
  readonly faultChanges: readonly FaultsLine[];
  /** Oldest first, without details; `id` is the place in the recording. */
  readonly responses: readonly LoggedResponse[];
  private readonly lanes: readonly Lane[];
  /** By lane, in the order in which they were complete. */
  private readonly marks: ReadonlyMap<string, readonly Mark[]>;
  /** Unix ms at which a fault began or ended. */
  private readonly changedAt: readonly number[];
  private readonly product: string;

  constructor(private readonly recording: Recording) {
    const { lines, header } = recording;
    this.from = recording.from;
    this.to = Math.max(recording.to, recording.from + 1);
    this.product = header.engine.product;
    this.notes = lines.filter((line) => line.kind === 'note');
    this.faultChanges = lines.filter((line) => line.kind === 'faults');
    this.responses = lines.flatMap((line, id) => (isAnswer(line) ? responseOf(line, id) : [])).sort(byEnd);
    const calls = lines.filter((line) => line.kind === 'event');
    const { endpoints, lanes, leftOut } = replayLanes(recording, calls);
    this.endpoints = endpoints;
    this.lanes = lanes;
    this.leftOut = leftOut;
    const bands = new FaultBands();
    const changes = this.faultChanges.filter((line) => bands.update(stateOf(line), line.at));
    this.changedAt = changes.map((line) => line.at);
    this.marks = marksOf(lanes, this.responses, calls);
  }

  /** As of `at`, Unix ms. */
  at(at: number): ReplayView {
    const past = this.responses.slice(0, endedBy(this.responses, at));
    return {
      lanes: this.lanes,
      histories: [...this.marks].map(([id, marks]) => [id, historyAt(marks.slice(0, endedBy(marks, at)))]),
      bands: this.bandsAt(at),
      explanations: this.explanationsAt(at),
      unaffected: this.unaffectedAt(at),
      responses: past.slice(-shownResponses),
    };
  }

  /** When which fault was in force, as known at `at`. */
  bandsAt(at: number): readonly FaultBand[] {
    const bands = new FaultBands();
    for (const line of this.faultChanges) if (line.at <= at) bands.update(stateOf(line), line.at);
    return bands.all;
  }

  /** With its detail, when the recording has it. */
  find(id: number): LoggedResponse | undefined {
    const line = this.recording.lines[id];
    if (!line || !isAnswer(line)) return undefined;
    const detail = parseDetail(line);
    return { ...responseOf(line, id), ...(detail && { detail }) };
  }

  /** The last good answer of an endpoint before `at`, Unix ms. */
  lastHealthy(endpointId: string, at: number): LoggedResponse | undefined {
    const index = endedBy(this.responses, at);
    const good = this.responses
      .slice(0, index)
      .findLast((each) => each.endpointId === endpointId && !isFailed(each) && each.status < 400);
    return good && this.find(good.id);
  }

  /** Why others did well under the faults of that moment. */
  unaffectedAt(at: number): Sentence[] {
    const present = this.faultChanges.findLast((line) => line.at <= at);
    if (!present || present.rules.length === 0) return [];
    const isWell = ({ id }: Endpoint) => {
      const all = this.marks.get(id) ?? [];
      const since = all.slice(0, endedBy(all, at)).filter((mark) => mark.at >= present.at);
      return since.length > 0 && !since.some(isFailed);
    };
    return unaffected(sparedEndpoints(present.rules, this.endpoints), isWell);
  }

  /** Why endpoints failed, one sentence for each, as known at `at`. */
  explanationsAt(at: number): Explanation[] {
    const past = this.responses.slice(0, endedBy(this.responses, at));
    const changedAt = this.changedAt.findLast((time) => time <= at) ?? Number.NEGATIVE_INFINITY;
    const failures = new Map(
      past.filter(({ status }) => status === 0 || status >= 400).map((each) => [each.endpointId, each]),
    );
    return this.endpoints.flatMap((endpoint) => {
      const all = this.marks.get(endpoint.id) ?? [];
      const known = all.slice(0, endedBy(all, at)).slice(-explainedMarks);
      const present = known.filter((mark) => mark.at >= changedAt);
      const marks = present.length > 0 ? present : known;
      const { rule, error } = failures.get(endpoint.id) ?? {};
      const evidence = { endpoint, marks, ...(rule && { rule }), ...(error !== undefined && { error }) };
      return explain(evidence, { product: this.product }) ?? [];
    });
  }
}

const isAnswer = (line: LogLine): line is AnswerLine => line.kind === 'probe' || line.kind === 'response';

const endOf = ({ at, durationMs }: Mark): number => at + durationMs;

const byEnd = (a: Mark, b: Mark): number => endOf(a) - endOf(b);

/** How many of them were complete by then. */
const endedBy = (marks: readonly Mark[], at: number): number => {
  let [low, high] = [0, marks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (endOf(marks[middle] as Mark) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
};

const responseOf = (line: AnswerLine, id: number): LoggedResponse => {
  const { at, endpoint: endpointId, status, durationMs, injected, error, rule } = line;
  return {
    id,
    endpointId,
    at,
    status,
    durationMs,
    injected,
    ...(error !== undefined && { error }),
    ...(rule && { rule }),
  };
};

/** Of what has a lane. */
const marksOf = (
  lanes: readonly Lane[],
  responses: readonly LoggedResponse[],
  calls: readonly EventLine[],
): ReadonlyMap<string, readonly Mark[]> => {
  const all = new Map<string, Mark[]>(lanes.map(({ id }) => [id, []]));
  const add = (laneId: string, { at, status, durationMs, injected }: Mark) =>
    all.get(laneId)?.push({ at, status, durationMs, injected });
  for (const response of responses) add(response.endpointId, response);
  for (const call of calls) add(callId(call), call);
  for (const marks of all.values()) marks.sort(byEnd);
  return all;
};

const stateOf = ({ rules, latencyMs }: FaultsLine) => ({
  available: true,
  rules: rules.map((rule: FaultRule, index) => ({ rule, index, owner: 'foreign' as const })),
  latencyMs,
});
