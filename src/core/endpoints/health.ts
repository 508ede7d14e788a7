import type { Health, Sample } from './endpoint';

export interface HealthWindow {
  /** Unix ms: what was sent before says nothing any more, since a fault was set or taken back then. */
  readonly sinceMs?: number;
  /** How many of the last samples count; 5 when absent. */
  readonly size?: number;
  /** An answer slower than this is a sign of trouble; 3000 when absent. */
  readonly slowMs?: number;
}

/** The samples that health is read from, oldest first. */
export const windowOf = (samples: readonly Sample[], window: HealthWindow = {}): readonly Sample[] => {
  const recent = samples.filter(({ at }) => at >= (window.sinceMs ?? Number.NEGATIVE_INFINITY));
  // Until the first answer after a change, what is known is what was before.
  return (recent.length > 0 ? recent : samples).slice(-(window.size ?? 5));
};

/**
 * No answer, an injected error, 5xx and 429 are failures. Other 4xx are the application's own business: an API that
 * asks for a token is healthy.
 */
export const isFailure = ({ status, injected }: Sample): boolean =>
  status === undefined || injected || status >= 500 || status === 429;

/** All failed: failing. Some failed or slow: degraded. */
export const healthOf = (samples: readonly Sample[], window: HealthWindow = {}): Health => {
  const counted = windowOf(samples, window);
  if (counted.length === 0) return 'unknown';
  const failures = counted.filter(isFailure).length;
  if (failures === counted.length) return 'failing';
  const slow = counted.some(({ durationMs }) => durationMs > (window.slowMs ?? 3000));
  return failures > 0 || slow ? 'degraded' : 'healthy';
};
