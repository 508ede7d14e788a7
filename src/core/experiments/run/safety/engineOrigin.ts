import type { Experiment } from '../../format/experiment';

/** Paths of an engine's Chaos API. */
const chaosPath = /^\/_(localstack\/chaos|chaos)(\/|$)/;

/**
 * The origin that an experiment sends its faults to, by the URLs of its activities; the first, when there are several.
 * Undefined when it sets none over HTTP.
 */
export const engineOrigin = (
  experiment: Experiment,
  substitute: (value: unknown) => unknown,
): string | undefined => {
  const activities = [
    ...(experiment['steady-state-hypothesis']?.probes ?? []),
    ...experiment.method,
    ...(experiment.rollbacks ?? []),
  ];
  for (const activity of activities) {
    if ('ref' in activity || activity.provider.type !== 'http') continue;
    const text = String(substitute(activity.provider.url));
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url && chaosPath.test(url.pathname)) return url.origin;
  }
  return undefined;
};
