import * as v from 'valibot';
import type { ComparedRuns } from './comparisonPage';

const runs = v.object({ left: v.string(), right: v.string() });

/** What a page of an earlier run of the extension left; undefined when it is nothing of ours. */
export const parseComparedRuns = (state: unknown): ComparedRuns | undefined => {
  const parsed = v.safeParse(runs, state);
  return parsed.success ? parsed.output : undefined;
};
