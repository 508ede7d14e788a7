import type { Disposable } from '../../disposable';
import type { FullActivity } from '../format/experiment';
import type { ActivityContext } from './activityContext';

const patienceSeconds = 30;

/** An activity without a timeout may wait forever, as in Chaos Toolkit: whoever watches is told once, until it has ended. */
export const tellWaiting = (
  { name, provider }: FullActivity,
  { clock, tell }: Pick<ActivityContext, 'clock' | 'tell'>,
): Disposable => {
  const isLimited = provider.type === 'python' || (provider.timeout ?? null) !== null;
  if (isLimited) return { dispose: () => {} };
  const message = `${name} has waited for ${patienceSeconds} s, and nothing ends it: give its provider a timeout, or end the run.`;
  return clock.after(patienceSeconds * 1000, () => tell({ kind: 'log', level: 'warning', message }));
};
