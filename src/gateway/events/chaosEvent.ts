import type { Protocol } from '../../aws/awsCall';

/** One request that crossed the engine, as `/_chaos/events` tells of it. */
export interface ChaosEvent {
  /** Unix ms at which it arrived. */
  readonly time: number;
  readonly service: string;
  /** Empty when the service is known and the operation is not. */
  readonly operation: string;
  readonly region: string;
  /** `http` for a call of a deployed endpoint; absent for internal calls. */
  readonly protocol?: Protocol | 'http';
  /** 0 when a rule kept it from being answered. */
  readonly status: number;
  readonly durationMs: number;
  /** Index of the rule that fired, the same as in `x-chaos-rule`. */
  readonly rule?: number;
  /** Ms by which a rule delayed it, and the index of that rule, which let it pass unless `rule` is there too. */
  readonly delayMs?: number;
  readonly delayedBy?: number;
  /** True for the calls that the emulated services make among themselves. */
  readonly internal: boolean;
  /** `us-east-1/a1b2c3/local GET /v1/hello`, for calls of deployed endpoints. */
  readonly endpoint?: string;
}
