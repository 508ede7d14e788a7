import type { Journal } from '../run/journal';
import type { EndpointMeasurement, SteadyStateVerdict } from '../run/labMeasurements';
import { type Block, type Cell, heading, paragraph, table } from './document';
import { secondsText } from './journalTime';
import { measurementsOf } from './measurements';

/** What was measured beyond the probes of the hypothesis: under load, and over many answers. */
export const measuredBlocks = (journal: Journal): Block[] => {
  const { endpoints = [], load, steadyState } = measurementsOf(journal) ?? {};
  const rows = endpoints.map(endpointRow);
  const judged = [...judgedRows('before', steadyState?.before), ...judgedRows('after', steadyState?.after)];
  return [
    ...(rows.length > 0 ? [heading(3, 'Under load')] : []),
    ...(load ? [paragraph(loadText(load), 'muted')] : []),
    ...table(['Endpoint', 'Requests', 'Bad', 'p50', 'p95', 'p99', 'Noticed after', 'Recovered after'], rows),
    ...(judged.length > 0 ? [heading(3, 'Steady state over many answers')] : []),
    ...table(['Endpoint', 'When', 'Requests', 'Bad answers', 'Latency', 'Confidence'], judged),
  ];
};

const loadText = (load: {
  readonly requestsPerSecond: number;
  readonly requests: number;
  readonly notSent: number;
}): string => {
  const left = load.notSent > 0 ? `, ${load.notSent} not sent since too many were under way` : '';
  return `${load.requestsPerSecond} requests a second to each endpoint, ${load.requests} in all${left}.`;
};

const endpointRow = ({ endpoint, requests, bad, ...times }: EndpointMeasurement): Cell[] => [
  endpoint,
  String(requests),
  { text: String(bad), tone: bad > 0 ? 'bad' : 'good' },
  ...[times.p50Ms, times.p95Ms, times.p99Ms].map(msText),
  msText(times.detectedAfterMs),
  recoveryCell(bad, times.recoveredAfterMs),
];

const msText = (ms: number | null): string => (ms === null ? '–' : secondsText(ms / 1000));

const recoveryCell = (bad: number, ms: number | null): Cell =>
  bad > 0 && ms === null ? { text: 'not seen to recover', tone: 'bad' } : msText(ms);

const judgedRows = (when: string, verdicts: readonly SteadyStateVerdict[] = []): Cell[][] =>
  verdicts.map(({ endpoint, requests, errorRate, latency, confidence }) => [
    endpoint,
    when,
    String(requests),
    errorRate
      ? limitCell(errorRate.met, `${percent(errorRate.upper)} at most, ${percent(errorRate.atMost)} allowed`)
      : '–',
    latency
      ? limitCell(
          latency.met,
          `p${latency.percentile} ${msText(latency.upperMs)} at most, ${msText(latency.atMostMs)} allowed`,
        )
      : '–',
    percent(confidence),
  ]);

const limitCell = (met: boolean, text: string): Cell => ({ text, tone: met ? 'good' : 'bad' });

const percent = (share: number): string => `${Number((share * 100).toFixed(2))} %`;
