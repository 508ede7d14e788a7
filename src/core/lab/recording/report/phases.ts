import { percentile } from '../../../endpoints/percentile';
import { describeError } from '../../../faults/errorPresets';
import { describeScope } from '../../../faults/faultScope';
import type { FaultRule } from '../../../faults/rule';
import { isFailed, type Mark } from '../../mark';
import { percent } from '../../maskedFaults';
import type { FaultsLine } from '../chaoslog';
import type { Replay } from '../replay';

/** A stretch of a recording in which the faults stayed the same. */
export interface Phase {
  /** Unix ms. */
  readonly from: number;
  /** Unix ms. */
  readonly to: number;
  /** In a line each; empty when there was none. */
  readonly faults: readonly string[];
}

/** What the answers to requests that were sent in a phase were like. */
export interface PhaseNumbers {
  readonly count: number;
  /** 0 to 1. */
  readonly errorRate: number;
  /** Absent without an answer. */
  readonly p50Ms?: number;
  readonly p95Ms?: number;
  readonly p99Ms?: number;
}

/** More are not told apart by a reader; the last one goes on to the end. */
const maxPhases = 60;

export const phasesOf = ({ from, to, faultChanges }: Replay): Phase[] => {
  const changes = [{ at: from, faults: [] as string[] }, ...faultChanges.map(faultsAt)];
  const lasting = changes.filter(({ at }, index) => at < (changes[index + 1]?.at ?? to + 1));
  const different = lasting.filter(
    ({ faults }, index) => index === 0 || faults.join('\n') !== lasting[index - 1]?.faults.join('\n'),
  );
  const shown = different.slice(0, maxPhases);
  return shown.map(({ at, faults }, index) => ({ from: at, to: shown[index + 1]?.at ?? to, faults }));
};

const faultsAt = ({ at, rules, latencyMs }: FaultsLine) => ({
  at,
  faults: [...rules.map(faultText), ...(latencyMs > 0 ? [`latency ${latencyMs} ms`] : [])],
});

/** `lambda in us-east-1: 503 ServiceUnavailable · 50 %`. */
const faultText = (rule: FaultRule): string => {
  const { probability = 1 } = rule;
  return `${describeScope(rule)}: ${describeError(rule)}${probability < 1 ? ` · ${percent(probability)}` : ''}`;
};

/** `last`: whether a request sent at the very end of the phase is one of it. */
export const numbersIn = (marks: readonly Mark[], { from, to }: Phase, last: boolean): PhaseNumbers => {
  const own = marks.filter(({ at }) => at >= from && (at < to || last));
  const answered = own.filter(({ status }) => status > 0).map(({ durationMs }) => durationMs);
  const [p50Ms, p95Ms, p99Ms] = [0.5, 0.95, 0.99].map((share) => percentile(answered, share));
  return {
    count: own.length,
    errorRate: own.length === 0 ? 0 : own.filter(isFailed).length / own.length,
    ...(p50Ms !== undefined && { p50Ms }),
    ...(p95Ms !== undefined && { p95Ms }),
    ...(p99Ms !== undefined && { p99Ms }),
  };
};
