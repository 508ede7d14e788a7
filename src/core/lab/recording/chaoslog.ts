import type { Endpoint } from '../../endpoints/endpoint';
import type { FaultRule } from '../../faults/rule';

/**
 * A recording of the lab: a text file of JSON lines, a header and then what happened, in its order. docs/chaoslog.md
 * describes it for others.
 */
export interface LogHeader {
  readonly kind: 'header';
  readonly format: 'chaoslog';
  readonly version: number;
  /** What wrote it: `Chaos Lab 0.1.0`. */
  readonly product: string;
  /** Unix ms. */
  readonly startedAt: number;
  readonly engine: { readonly product: string; readonly address?: string };
  /** Whose tag the rules carry that were set by whoever recorded: `chaos-lab:{owner}`. */
  readonly owner?: string;
  readonly endpoints: readonly Endpoint[];
}

/** What came back from an endpoint, or that nothing did. */
export interface AnswerLine {
  /** `probe`: the lab asked; `response`: somebody else did. */
  readonly kind: 'probe' | 'response';
  /** Unix ms at which the request was sent. */
  readonly at: number;
  /** The id of an endpoint that a line before has named. */
  readonly endpoint: string;
  /** 0 when there was no response. */
  readonly status: number;
  readonly durationMs: number;
  readonly injected: boolean;
  /** Why there was no response. */
  readonly error?: string;
  /** The rule that had a part in it. */
  readonly rule?: FaultRule;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  /** Text as it is. */
  readonly body?: string;
  /** What is no text. */
  readonly bodyBase64?: string;
  /** There was more of the body. */
  readonly truncated?: true;
}

/** An AWS call that crossed the engine. */
export interface EventLine {
  readonly kind: 'event';
  readonly at: number;
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  readonly status: number;
  readonly durationMs: number;
  readonly injected: boolean;
  readonly internal: boolean;
}

/** The faults as they are from now on. */
export interface FaultsLine {
  readonly kind: 'faults';
  readonly at: number;
  readonly rules: readonly FaultRule[];
  readonly latencyMs: number;
}

/** The endpoints as they are from now on. */
export interface EndpointsLine {
  readonly kind: 'endpoints';
  readonly at: number;
  readonly endpoints: readonly Endpoint[];
}

export interface NoteLine {
  readonly kind: 'note';
  readonly at: number;
  readonly text: string;
}

/** The last line; a recording without one was cut off. */
export interface EndLine {
  readonly kind: 'end';
  readonly at: number;
}

export type LogLine = AnswerLine | EventLine | FaultsLine | EndpointsLine | NoteLine | EndLine;

export const chaoslogVersion = 1;

export const megabyte = 1024 * 1024;

/** Of the file; a recorder stops there. */
export const maxRecordedBytes = 100 * megabyte;

/** No recorder writes longer lines: a body is at most 32 KiB, and a list of endpoints is far below this. */
export const maxLineBytes = 4 * megabyte;
