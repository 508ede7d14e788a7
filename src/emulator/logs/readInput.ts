import * as v from 'valibot';
import type { Input } from '../service';
import { invalidParameter } from './logsErrors';

/** The members of a request that an operation uses. Throws `InvalidParameterException` that names the bad one. */
export function readInput<const T extends v.ObjectEntries>(
  entries: T,
  input: Input,
): v.InferOutput<v.ObjectSchema<T, undefined>> {
  const result = v.safeParse(v.object(entries), input);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw invalidParameter(
    `1 validation error detected: ${v.getDotPath(issue) ?? 'The request'}: ${issue.message}`,
  );
}

const text = (pattern: RegExp) => v.pipe(v.string(), v.regex(pattern, `must match ${pattern.source}`));

/** The kinds of members there are. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference */
export const groupName = text(/^[.\-_/#A-Za-z0-9]{1,512}$/);
export const streamName = text(/^[^:*]{1,512}$/);
export const optionalText = v.optional(v.string());
export const optionalTime = v.optional(v.pipe(v.number(), v.minValue(0)));
export const optionalFlag = v.optional(v.boolean(), false);
export const tagMap = v.optional(v.record(v.string(), v.string()), {});
export const limitUpTo = (max: number) =>
  v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(max)), max);
