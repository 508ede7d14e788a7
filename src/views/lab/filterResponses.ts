import { isFailed } from '../../core/lab/mark';
import type { ResponseRow } from './protocol';

export interface ResponseFilter {
  readonly laneId?: string | undefined;
  readonly statusFilter: 'all' | 'ok' | 'failed' | '2xx' | '4xx' | '5xx' | 'none';
  readonly injectedFilter: 'all' | 'injected' | 'real';
}

/** Those that fit, newest first. */
export const filterResponses = (
  responses: readonly ResponseRow[],
  { laneId, statusFilter, injectedFilter }: ResponseFilter,
): ResponseRow[] =>
  responses
    .filter(
      (row) =>
        (laneId === undefined || row.laneId === laneId) &&
        fitsStatus(row, statusFilter) &&
        (injectedFilter === 'all' || row.injected === (injectedFilter === 'injected')),
    )
    .reverse();

const fitsStatus = (row: ResponseRow, filter: ResponseFilter['statusFilter']): boolean => {
  switch (filter) {
    case 'all':
      return true;
    case 'ok':
      return !isFailed(row);
    case 'failed':
      return isFailed(row);
    case 'none':
      return row.status === 0;
    default:
      return Math.floor(row.status / 100) === Number(filter[0]);
  }
};
