import type { FullActivity } from '../format/experiment';
import type { ActivityContext } from './activityContext';
import { ActivityFailed } from './activityFailed';
import { runHttp } from './http/runHttp';
import { runProcess } from './process/runProcess';

/** What an activity's provider gives. Rejects with `ActivityFailed`, `ActivityBroken`, or as the run's signal says. */
export const runProvider = async (
  { provider, tolerance, name }: FullActivity,
  context: ActivityContext,
): Promise<unknown> => {
  const warn = (message: string) =>
    context.tell({ kind: 'log', level: 'warning', message: `${name}: ${message}` });
  switch (provider.type) {
    case 'http': {
      const output = await runHttp(provider, context);
      // What looks like a success may have had no effect: only a tolerance can tell.
      if (tolerance === undefined && output.status > 399)
        warn(
          `answered ${output.status}, which is no failure of an activity: give it a tolerance if it has to succeed.`,
        );
      return output;
    }
    case 'process': {
      const output = await runProcess(provider, context);
      if (tolerance === undefined && output.status > 0) warn(`ended with exit code ${output.status}.`);
      return output;
    }
    default:
      throw new ActivityFailed(
        `${name} needs Python: use a provider of type "http" or "process", or Chaos Toolkit.`,
      );
  }
};
