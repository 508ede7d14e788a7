import * as v from 'valibot';

/** One request that crossed the engine, as `/_chaos/events` tells of it. */
export interface Crossing {
  /** Unix ms at which it arrived. */
  readonly time: number;
  readonly service: string;
  /** Empty when the service is known and the operation is not. */
  readonly operation: string;
  readonly region: string;
  readonly status: number;
  readonly durationMs: number;
  /** Index of the rule that fired, in the engine's list as it was then. */
  readonly rule?: number;
  /** A call that the emulated services make among themselves. */
  readonly internal: boolean;
  /** An endpoint's id, for calls of deployed endpoints. */
  readonly endpoint?: string;
  /** So many before it were lost, since we did not keep up. */
  readonly dropped?: number;
}

const schema = v.pipe(
  v.object({
    time: v.number(),
    service: v.string(),
    operation: v.optional(v.string(), ''),
    region: v.optional(v.string(), ''),
    status: v.number(),
    durationMs: v.optional(v.number(), 0),
    rule: v.optional(v.number()),
    internal: v.optional(v.boolean(), false),
    endpoint: v.optional(v.string()),
    dropped: v.optional(v.number()),
  }),
  v.transform((event) => event as Crossing),
);

/** Undefined for what is no event. */
export const parseCrossing = (text: string): Crossing | undefined => {
  try {
    const parsed = v.safeParse(schema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined; // not JSON
  }
};
