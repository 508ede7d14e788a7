import * as v from 'valibot';
import { labExtensionName } from '../format/labExtension';
import type { Journal } from '../run/journal';
import type { LabMeasurements } from '../run/labMeasurements';

const number = v.pipe(v.number(), v.finite());
const duration = v.nullable(number);

const steadyState = v.object({
  endpoint: v.string(),
  met: v.boolean(),
  confidence: number,
  requests: number,
  bad: number,
  errorRate: v.optional(v.object({ met: v.boolean(), value: number, upper: number, atMost: number })),
  latency: v.optional(
    v.object({
      met: v.boolean(),
      percentile: number,
      valueMs: duration,
      upperMs: duration,
      atMostMs: number,
    }),
  ),
});

const endpoint = v.object({
  endpoint: v.string(),
  requests: number,
  bad: number,
  p50Ms: duration,
  p95Ms: duration,
  p99Ms: duration,
  detectedAfterMs: duration,
  recoveredAfterMs: duration,
});

const expected = v.object({ endpoint: v.string(), met: v.boolean(), requests: number, bad: number });

const measurements = v.object({
  name: v.literal(labExtensionName),
  faultsTakenBack: v.union([v.literal(true), v.array(v.string())]),
  seed: v.optional(number),
  steadyState: v.optional(
    v.object({ before: v.optional(v.array(steadyState)), after: v.optional(v.array(steadyState)) }),
  ),
  load: v.optional(
    v.object({ requestsPerSecond: number, concurrency: number, requests: number, notSent: number }),
  ),
  endpoints: v.optional(v.array(endpoint)),
  expected: v.optional(
    v.object({ met: v.boolean(), failed: v.array(expected), stayedHealthy: v.array(expected) }),
  ),
});

/** What Chaos Lab measured of a run; undefined in a journal of Chaos Toolkit, and when it is not as we write it. */
export const measurementsOf = ({ extensions }: Journal): LabMeasurements | undefined => {
  const found = extensions?.find(({ name }) => name === labExtensionName);
  const parsed = v.safeParse(measurements, found);
  return parsed.success ? (parsed.output as LabMeasurements) : undefined;
};
