import type { ActivityRun, Journal } from '../run/journal';
import { leavesOutProbes, metTolerance } from './checks';
import { fullActivity, nameOfActivity, statusIn } from './describeEntry';
import { type FaultSpan, faultSpans } from './faultSpans';
import { journalTime } from './journalTime';
import { measurementsOf } from './measurements';

/** How an endpoint withstood a run; the formula is in docs/experiments.md, Resilience. */
export interface EndpointScore {
  /** `GET ${endpoint}/test`, as in the file. */
  readonly endpoint: string;
  /** 0 to 100; absent when nothing was measured. */
  readonly score?: number;
  /** Each 0 to 1, and absent when nothing tells. */
  readonly parts: ScoreParts;
  /** Requests that it rests on. */
  readonly samples: number;
}

export interface ScoreParts {
  /** Checks of it in their tolerance, once the method had begun. */
  readonly expectations?: number;
  /** Requests to it that were answered while faults were in force. */
  readonly availability?: number;
  /** Checks of it in their tolerance after the faults were taken back. */
  readonly recovery?: number;
}

/** Of what a score consists. */
export const weights: Readonly<Required<ScoreParts>> = {
  expectations: 0.5,
  availability: 0.3,
  recovery: 0.2,
};

export const endpointScores = (journal: Journal): EndpointScore[] => {
  if (leavesOutProbes(journal)) return [];
  const spans = faultSpans(journal);
  const byEndpoint = new Map<string, Sample[]>();
  for (const sample of samplesOf(journal, spans)) {
    const all = byEndpoint.get(sample.endpoint) ?? [];
    byEndpoint.set(sample.endpoint, all);
    all.push(sample);
  }
  const measured = measuredParts(journal);
  return [...byEndpoint].map(([endpoint, samples]) => scoreOf(endpoint, samples, measured.get(endpoint)));
};

/** What was measured under load says more of an endpoint than its probes. */
const measuredParts = (journal: Journal): Map<string, ScoreParts & { readonly requests: number }> => {
  const probes = journal.experiment['steady-state-hypothesis']?.probes ?? [];
  const byName = new Map(probes.map((activity) => [nameOfActivity({ activity }), endpointOf({ activity })]));
  const found = new Map<string, ScoreParts & { readonly requests: number }>();
  for (const { endpoint: name, requests, bad, recoveredAfterMs } of measurementsOf(journal)?.endpoints ??
    []) {
    const endpoint = byName.get(name);
    if (endpoint === undefined || requests === 0) continue;
    const recovery = bad > 0 ? { recovery: recoveredAfterMs === null ? 0 : 1 } : {};
    found.set(endpoint, { availability: (requests - bad) / requests, ...recovery, requests });
  }
  return found;
};

interface Sample {
  readonly endpoint: string;
  readonly when: 'before' | 'faulted' | 'recovered';
  readonly answered: boolean;
  /** Absent for a probe without a tolerance. */
  readonly kept?: boolean;
}

const scoreOf = (
  endpoint: string,
  samples: readonly Sample[],
  { requests = 0, ...measured }: ScoreParts & { readonly requests?: number } = {},
): EndpointScore => {
  const during = samples.filter(({ when }) => when !== 'before');
  const faulted = samples.filter(({ when }) => when === 'faulted');
  const recovered = samples.filter(({ when }) => when === 'recovered');
  const parts: ScoreParts = {
    ...part('expectations', share(during.map(({ kept }) => kept))),
    ...part('availability', share(faulted.map(({ answered }) => answered))),
    ...part('recovery', share(recovered.map(({ kept, answered }) => kept ?? answered))),
    ...measured,
  };
  const score = weighted(parts);
  return { endpoint, ...(score === undefined ? {} : { score }), parts, samples: samples.length + requests };
};

const part = (name: keyof ScoreParts, value: number | undefined): ScoreParts =>
  value === undefined ? {} : { [name]: value };

const share = (values: readonly (boolean | undefined)[]): number | undefined => {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.filter(Boolean).length / known.length;
};

/** A part that nothing tells about has no weight. */
const weighted = (parts: ScoreParts): number | undefined => {
  const names = (Object.keys(weights) as (keyof ScoreParts)[]).filter((name) => parts[name] !== undefined);
  const all = names.reduce((sum, name) => sum + weights[name], 0);
  if (all === 0) return undefined;
  return Math.round((100 * names.reduce((sum, name) => sum + weights[name] * (parts[name] ?? 0), 0)) / all);
};

const samplesOf = (journal: Journal, spans: readonly FaultSpan[] | undefined): Sample[] => {
  const { before, during, after } = journal.steady_states;
  const begun = [...during, ...(after ? [after] : [])].flatMap(({ probes }) => probes);
  return [
    ...(before?.probes ?? []).flatMap((entry) => sampleOf(entry, 'before')),
    ...[...journal.run, ...begun].flatMap((entry) => sampleOf(entry, whenOf(entry, spans))),
  ];
};

const sampleOf = (entry: ActivityRun, when: Sample['when']): Sample[] => {
  const endpoint = endpointOf(entry);
  if (endpoint === undefined) return [];
  const kept = metTolerance(entry);
  return [{ endpoint, when, answered: isAnswered(entry), ...(kept === undefined ? {} : { kept }) }];
};

/** When nobody can tell when faults were in force, they were from the method on. */
const whenOf = ({ start }: ActivityRun, spans: readonly FaultSpan[] | undefined): Sample['when'] => {
  const at = journalTime(start);
  if (spans === undefined || at === undefined) return 'faulted';
  const [first] = spans;
  if (first === undefined || at < first.from) return 'before';
  return spans.some(({ from, to }) => at >= from && at < (to ?? Number.POSITIVE_INFINITY))
    ? 'faulted'
    : 'recovered';
};

/** No answer, 5xx and 429 are none, as for the health of an endpoint. */
const isAnswered = ({ status, output }: ActivityRun): boolean => {
  const code = statusIn(output);
  return status === 'succeeded' && code !== undefined && code < 500 && code !== 429;
};

/** Of an HTTP probe of anything but an engine's own paths. */
export const endpointOf = (entry: Pick<ActivityRun, 'activity'>): string | undefined => {
  const activity = fullActivity(entry);
  const provider = activity?.provider;
  if (activity?.type !== 'probe' || provider?.type !== 'http' || typeof provider.url !== 'string')
    return undefined;
  if (/\/_(localstack|chaos)(\/|$)/.test(provider.url)) return undefined;
  const host = Object.entries(provider.headers ?? {}).find(([name]) => name.toLowerCase() === 'host')?.[1];
  const method = typeof provider.method === 'string' ? provider.method.toUpperCase() : 'GET';
  return `${method} ${provider.url}${host === undefined ? '' : ` (Host: ${String(host)})`}`;
};
