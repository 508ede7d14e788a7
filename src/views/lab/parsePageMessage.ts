import * as v from 'valibot';
import { loadRates } from '../../core/lab/load/loadRate';
import type { PageMessage } from './protocol';

const scope = v.strictObject({
  region: v.optional(v.string()),
  service: v.optional(v.string()),
  operation: v.optional(v.string()),
});

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

const values = v.strictObject({
  probability: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  error: v.optional(v.strictObject({ statusCode: whole, code: v.string() })),
  durationMs: v.optional(v.pipe(v.number(), v.minValue(1000))),
});

const request = v.variant('kind', [
  v.strictObject({ kind: v.literal('toggle'), scope, on: v.boolean() }),
  v.strictObject({ kind: v.literal('setRule'), scope, values }),
  v.strictObject({ kind: v.literal('setLatency'), latencyMs: whole }),
  v.strictObject({
    kind: v.literal('setLoad'),
    laneId: v.optional(v.string()),
    rate: v.picklist(loadRates),
  }),
  v.strictObject({ kind: v.literal('haltAll') }),
  v.strictObject({ kind: v.literal('adopt'), ruleKey: v.string() }),
  v.strictObject({ kind: v.literal('clear'), ruleKey: v.string() }),
  v.strictObject({ kind: v.literal('readResponse'), responseId: whole }),
  v.strictObject({ kind: v.literal('seek'), at: v.pipe(v.number(), v.minValue(0)) }),
  v.strictObject({ kind: v.literal('exportReport') }),
  v.strictObject({ kind: v.literal('exportExperiment') }),
  v.strictObject({ kind: v.literal('record'), on: v.boolean() }),
  v.strictObject({ kind: v.literal('startEngine') }),
  v.strictObject({ kind: v.literal('deploy') }),
]);

const schema = v.variant('type', [
  v.strictObject({ type: v.literal('ready') }),
  v.strictObject({ type: v.literal('request'), id: whole, request }),
]);

/** Undefined for what is no message of the page. */
export const parsePageMessage = (value: unknown): PageMessage | undefined => {
  const parsed = v.safeParse(schema, value);
  return parsed.success ? parsed.output : undefined;
};
