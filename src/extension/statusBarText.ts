import { countdown } from '../core/countdown';
import type { EngineStatus } from '../core/engines/engine';
import { describeScope } from '../core/faults/faultScope';
import type { FaultsState } from '../core/faults/faultsState';
import { describeError } from '../views/faults/faultText';

export interface StatusBarLook {
  readonly text: string;
  /** Markdown. */
  readonly tooltip: string;
  /** A fault is active. */
  readonly alarm: boolean;
}

/** `Chaos: off`, `Chaos: 2 faults 04:31`: the time until the last one ends, when all of them do. */
export const statusBarText = (engine: EngineStatus, faults: FaultsState, now: number): StatusBarLook => {
  const active = activeFaults(faults);
  if (active === '') return { text: 'Chaos: off', tooltip: engineTooltip(engine), alarm: false };
  const left = timeLeft(faults, now);
  return {
    text: `$(flame) Chaos: ${active}${left === undefined ? '' : ` ${countdown(left)}`}`,
    tooltip: [...faultLines(faults), 'Click to halt, or for more.'].join('\n\n'),
    alarm: true,
  };
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
      return `No fault is active. The engine serves at ${status.endpoint}.`;
    case 'starting':
      return 'The engine is starting.';
    case 'stopped':
      return 'The engine is not running.';
    default:
      return status.reason ?? 'The engine has no Chaos API.';
  }
};
