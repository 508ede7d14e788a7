import { percentile } from '../../../core/endpoints/percentile';
import { isFailed, type Mark } from '../../../core/lab/mark';

/** Of the last answer. */
export const statusText = (mark: Mark | undefined): string => {
  if (!mark) return '–';
  return mark.status === 0 ? 'none' : String(mark.status);
};

export const numbersText = (marks: readonly Mark[]): string => {
  if (marks.length === 0) return 'no answer yet';
  const p95 = percentile(
    marks.map(({ durationMs }) => durationMs),
    0.95,
  );
  const failed = marks.filter(isFailed).length / marks.length;
  return `p95 ${p95} ms · ${Math.round(failed * 100)} % err`;
};
