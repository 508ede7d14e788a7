import type { Experiment } from '../../format/experiment';

/** Paths of an engine's Chaos API. */
const chaosPath = /^\/_(localstack\/chaos|chaos)(\/|$)/;

/** Of a URL as a file has it, with variables. */
export const namesChaosApi = (url: string): boolean => /\/_(localstack\/chaos|chaos)([/?]|$)/.test(url);

export const isChaosUrl = ({ pathname }: URL): boolean => chaosPath.test(pathname);

/**
 * The origins that an experiment sends its faults to, as far as the URLs of its activities tell; none when it sets none
 * over HTTP.
 */
export const engineOrigins = (experiment: Experiment, substitute: (value: unknown) => unknown): string[] => {
  const activities = [
    ...(experiment['steady-state-hypothesis']?.probes ?? []),
    ...experiment.method,
    ...(experiment.rollbacks ?? []),
  ];
  const origins = activities.flatMap((activity) => {
    if ('ref' in activity || activity.provider.type !== 'http') return [];
    const text = String(substitute(activity.provider.url));
    const url = URL.canParse(text) ? new URL(text) : undefined;
    return url && isChaosUrl(url) ? [url.origin] : [];
  });
  return [...new Set(origins)];
};

/** One text for all names of one engine: what resolves to this machine is one, on the same port. */
export const engineKey = ({ protocol, hostname, port }: URL): string => {
  const isHere =
    /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[::1\]|(.*\.)?localhost\.localstack\.cloud)$/i;
  return `${protocol}//${isHere.test(hostname) ? 'localhost' : hostname.toLowerCase()}:${port}`;
};
