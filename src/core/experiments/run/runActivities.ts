import type { Activity } from '../format/experiment';
import type { ActivityContext } from './activityContext';
import { type OpenRun, runActivity } from './runActivity';
import type { RunPhase } from './runOptions';

/**
 * Carries activities out in their order; those in the background go on beside the others, and all have ended when it
 * resolves. `isOver` is asked after each. Rejects as the run's signal says, or with what no activity can fail of.
 */
export const runActivities = async (
  activities: readonly Activity[],
  phase: RunPhase,
  context: ActivityContext,
  runs: OpenRun[],
  isOver: () => boolean = () => false,
): Promise<void> => {
  const background: Promise<unknown>[] = [];
  try {
    for (const activity of activities) {
      const running = runActivity(activity, phase, context, runs);
      if ('background' in activity && activity.background === true) {
        running.catch(() => {}); // it may fail long before it is waited for
        background.push(running);
      } else await running;
      if (isOver()) break;
    }
  } finally {
    await Promise.allSettled(background); // what fails there is told in its entry
  }
  context.signal.throwIfAborted();
};
