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

/**
 * The answers of each phase, by when the request was sent. The lab sees a fault a moment after the engine has it: what
 * was injected before that belongs to the phase that begins then.
 */
export const byPhase = <M extends Mark>(marks: readonly M[], phases: readonly Phase[]): M[][] => {
  const found: M[][] = phases.map(() => []);
  for (const mark of marks) {
    const next = phases.findIndex(({ from }) => from > mark.at);
    const sentIn = Math.max(0, (next < 0 ? phases.length : next) - 1);
    const isEarly = mark.injected && next > 0 && phases[sentIn]?.faults.length === 0;
    found[isEarly ? next : sentIn]?.push(mark);
  }
  return found;
};

export const numbersOf = (marks: readonly Mark[]): PhaseNumbers => {
  const answered = marks.filter(({ status }) => status > 0).map(({ durationMs }) => durationMs);
  const [p50Ms, p95Ms, p99Ms] = [0.5, 0.95, 0.99].map((share) => percentile(answered, share));
  return {
    count: marks.length,
    errorRate: marks.length === 0 ? 0 : marks.filter(isFailed).length / marks.length,
    ...(p50Ms !== undefined && { p50Ms }),
    ...(p95Ms !== undefined && { p95Ms }),
    ...(p99Ms !== undefined && { p99Ms }),
  };
};
