import { countdown } from '../core/countdown';
import type { EngineStatus } from '../core/engines/engine';
import { describeScope } from '../core/faults/faultScope';
import type { FaultsState } from '../core/faults/faultsState';
import { describeRate } from '../core/lab/load/loadRate';
import { splitReason } from '../views/failureText';
import { describeError } from '../views/faults/faultText';

type Serving = Extract<EngineStatus, { readonly state: 'ready' | 'without-chaos' }>;

export interface StatusBarLook {
  readonly text: string;
  /** Markdown. */
  readonly tooltip: string;
  /** A fault is active. */
  readonly alarm: boolean;
}

export interface StatusBarInput {
  readonly engine: EngineStatus;
  readonly faults: FaultsState;
  /** Requests a second that the lab sends by a person's wish; 0 without load. */
  readonly loadPerSecond: number;
}

/**
 * `Chaos: off`, `Chaos: off, load 40/s`, `Chaos: 2 faults 04:31`: the time until the last one ends, when all of them do.
 */
export const statusBarText = (input: StatusBarInput, now: number): StatusBarLook => {
  const { loadPerSecond } = input;
  const look = lookWithoutLoad(input, now);
  if (loadPerSecond === 0) return look;
  const text = `${look.text}, load ${describeRate(loadPerSecond)}`;
  return { ...look, text, tooltip: `${look.tooltip}\n\nEndpoints are under load. Halt All ends it.` };
};

const lookWithoutLoad = ({ engine, faults }: StatusBarInput, now: number): StatusBarLook => {
  const active = activeFaults(faults);
  if (active === '') return { text: calmText(engine), tooltip: engineTooltip(engine), alarm: false };
  const left = timeLeft(faults, now);
  return {
    text: `$(flame) Chaos: ${active}${left === undefined ? '' : ` ${countdown(left)}`}`,
    tooltip: [...faultLines(faults), 'Click to halt, or for more.'].join('\n\n'),
    alarm: true,
  };
};

const calmText = (engine: EngineStatus): string => {
  if (engine.state === 'failed') return '$(warning) Chaos: off';
  if (engine.state !== 'starting') return 'Chaos: off';
  const { progress } = engine;
  return `$(sync~spin) Chaos: starting${progress === undefined ? '' : ` ${Math.floor(progress * 100)} %`}`;
};

const activeFaults = ({ rules, latencyMs }: FaultsState): string =>
  [
    rules.length === 0 ? '' : `${rules.length} ${rules.length === 1 ? 'fault' : 'faults'}`,
    latencyMs === 0 ? '' : `+${latencyMs} ms`,
  ]
    .filter(Boolean)
    .join(' ');

/** Undefined while something has no end. */
const timeLeft = ({ rules, latencyMs }: FaultsState, now: number): number | undefined => {
  const ends = rules.map(({ endsAt }) => endsAt);
  if (latencyMs > 0 || ends.includes(undefined)) return undefined;
  return Math.max(...ends.map((end) => end ?? 0)) - now;
};

const faultLines = ({ rules, latencyMs }: FaultsState): string[] => [
  ...rules.map(({ rule }) => `${describeScope(rule)}: ${describeError(rule)}`),
  ...(latencyMs > 0 ? [`latency: ${latencyMs} ms`] : []),
];

const engineTooltip = (status: EngineStatus): string => {
  switch (status.state) {
    case 'ready':
      return ['No fault is active.', serving(status)].join(' ');
    case 'starting':
      return `The engine is starting: ${status.detail}.`;
    case 'stopped':
      return 'The engine is not running.';
    case 'failed':
      return splitReason(status.reason).sentence;
    case 'without-chaos':
      return [serving(status), status.reason].filter(Boolean).join(' ');
  }
};

const serving = ({ endpoint, capabilities, upstream }: Serving): string =>
  upstream
    ? `The gateway of Chaos Lab serves at ${endpoint}, in front of ${upstream.product} at ${upstream.endpoint}. ${upstream.reason}`
    : `${capabilities.product} serves at ${endpoint}.`;
