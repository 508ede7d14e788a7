import type { Sample } from '../endpoints/endpoint';

/** One response on the time axis: as little of it as a lane draws. */
export interface Mark {
  /** Unix ms at which the request was sent. */
  readonly at: number;
  /** HTTP status; 0 when there was no response. */
  readonly status: number;
  readonly durationMs: number;
  readonly injected: boolean;
}

export type StatusClass = 'ok' | 'client' | 'server' | 'none';

export const markOf = ({ at, status, durationMs, injected }: Sample): Mark => ({
  at,
  status: status ?? 0,
  durationMs,
  injected,
});

/** 1xx to 3xx are `ok`; 429 counts as the server's: it refuses what it would have served. */
export const statusClass = (status: number): StatusClass => {
  if (status === 0) return 'none';
  if (status >= 500 || status === 429) return 'server';
  return status >= 400 ? 'client' : 'ok';
};

/** No answer, an injected error, 5xx and 429, as for health. */
export const isFailed = ({ status, injected }: Pick<Mark, 'status' | 'injected'>): boolean =>
  injected || status === 0 || statusClass(status) === 'server';
