import * as v from 'valibot';
import type { FaultRule } from '../faults/rule';

/** What engines answer, read with tolerance: unknown fields pass, missing extras have a default. */

const count = v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)));

/** Kept as it came, unknown fields included: DELETE wants the exact rule back. */
const faultRule = v.pipe(
  v.looseObject({
    region: v.optional(v.string()),
    service: v.optional(v.string()),
    operation: v.optional(v.string()),
    probability: v.optional(v.number()),
    error: v.optional(v.looseObject({ statusCode: v.optional(v.number()), code: v.optional(v.string()) })),
    description: v.optional(v.string()),
  }),
  v.transform((rule) => rule as FaultRule),
);

/** `GET /_localstack/chaos/faults`. */
export const faultRules = v.array(faultRule);

/** A rule with the engine's count of it. */
export interface CountedRule {
  readonly rule: FaultRule;
  /** How often it fired; absent when the engine does not count. */
  readonly hits?: number;
  /** How often a request fitted it, fired or not. */
  readonly matches?: number;
  /** Unix ms at which the engine ends it (`durationMs`). */
  readonly endsAt?: number;
  /** Position of a rule before it that fits all that this one does, so that it is not tried. */
  readonly shadowedBy?: number;
}

/** A rule that ended by itself. */
export interface EndedRule {
  readonly rule: FaultRule;
  readonly hits: number;
  readonly matches: number;
  /** The field that ended it: `count`, `durationMs`. */
  readonly by: string;
  /** Unix ms. */
  readonly endedAt: number;
}

const countedRule = v.object({
  rule: faultRule,
  hits: count,
  matches: count,
  endsAt: v.optional(v.number()),
  shadowedBy: count,
});

/** `GET /_chaos/rules`: `[{rule, hits, matches}]`, in the order they are tried. */
export const countedRules = v.union([
  v.array(countedRule),
  v.pipe(
    v.object({ rules: v.array(countedRule) }),
    v.transform((answer) => answer.rules),
  ),
]);

const endedRule = v.object({
  rule: faultRule,
  hits: v.optional(v.number(), 0),
  matches: v.optional(v.number(), 0),
  by: v.string(),
  endedAt: v.number(),
});

/** What `GET /_chaos/rules` says of those that ended, oldest first; nothing in an engine's first form. */
export const endedRules = v.union([
  v.pipe(
    v.object({ ended: v.optional(v.array(endedRule), []) }),
    v.transform(({ ended }): EndedRule[] => ended),
  ),
  v.pipe(
    v.array(v.unknown()),
    v.transform((): EndedRule[] => []),
  ),
]);

/** `/_localstack/chaos/effects`. */
export const effects = v.pipe(
  v.object({ latency: v.optional(v.number(), 0) }),
  v.transform(({ latency }) => latency),
);

/** `/_chaos/seed`. */
export const seed = v.pipe(
  v.object({ seed: v.number() }),
  v.transform((answer) => answer.seed),
);

/** `/_localstack/health`. Service states are an open list. */
export const health = v.object({
  services: v.optional(v.record(v.string(), v.unknown()), {}),
  edition: v.optional(v.string()),
  /** Floci's real one. */
  original_edition: v.optional(v.string()),
  version: v.optional(v.string()),
});

/** `/_localstack/licenseinfo`, as far as it names plugins. */
export const licence = v.object({ available_plugins: v.optional(v.unknown()) });

/** Present, and not switched off: an engine may give details where another says `true`. */
const ability = v.pipe(
  v.optional(v.unknown()),
  v.transform((value) => value !== undefined && value !== false && value !== null),
);

/** The emulator behind a gateway. */
const upstream = v.pipe(
  v.object({
    url: v.string(),
    product: v.optional(v.string(), 'an emulator'),
    version: v.optional(v.string()),
    /** Why it does not answer. */
    problem: v.optional(v.string()),
  }),
  v.transform(({ url, product, version, problem }) => ({
    endpoint: url,
    product: [product, version].filter(Boolean).join(' '),
    reason: problem ?? 'A gateway of Chaos Lab stands in front of it.',
  })),
);

/** `GET /_chaos/capabilities`: what our engine can do beyond LocalStack. */
export const engineAbilities = v.object({
  product: v.optional(v.string(), 'chaos-lab'),
  version: v.optional(v.string()),
  leases: ability,
  events: ability,
  hitCounts: ability,
  latencyPerRule: ability,
  extensions: v.optional(v.fallback(v.array(v.string()), []), []),
  upstream: v.optional(v.fallback(v.optional(upstream), undefined)),
});

export type EngineAbilities = v.InferOutput<typeof engineAbilities>;

/** A 400 of the Chaos API, or an error of whoever else answers. */
export const refusal = v.object({
  message: v.optional(v.string()),
  error: v.optional(v.unknown()),
});
