import * as v from 'valibot';
import type { Endpoint } from '../../endpoints/endpoint';
import type { ResponseDetail } from '../responseLog';
import type { AnswerLine, LogHeader, LogLine } from './chaoslog';

const time = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(8.64e15));
const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
const status = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999));

const rule = v.object({
  region: v.optional(v.string()),
  service: v.optional(v.string()),
  operation: v.optional(v.string()),
  probability: v.optional(v.number()),
  error: v.optional(v.object({ statusCode: v.optional(v.number()), code: v.optional(v.string()) })),
  description: v.optional(v.string()),
});

const integration = v.variant('kind', [
  v.object({ kind: v.literal('mock') }),
  v.object({
    kind: v.literal('lambda'),
    functionName: v.string(),
    region: v.string(),
    missing: v.optional(v.literal(true)),
  }),
  v.object({ kind: v.literal('http'), uri: v.string() }),
  v.object({ kind: v.literal('other'), type: v.string() }),
]);

const endpoint = v.pipe(
  v.object({
    id: v.string(),
    region: v.string(),
    apiId: v.optional(v.string(), ''),
    apiName: v.optional(v.string(), ''),
    stage: v.optional(v.string(), ''),
    method: v.string(),
    path: v.string(),
    domain: v.optional(v.string()),
    url: v.optional(v.string(), ''),
    host: v.optional(v.string()),
    integration,
    probeable: v.optional(v.boolean(), true),
  }),
  v.transform((each) => each as Endpoint),
);

const header = v.object({
  kind: v.literal('header'),
  format: v.literal('chaoslog'),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  product: v.optional(v.string(), ''),
  startedAt: time,
  engine: v.optional(v.object({ product: v.optional(v.string(), ''), address: v.optional(v.string()) }), {}),
  owner: v.optional(v.string()),
  endpoints: v.array(endpoint),
});

const answer = {
  at: time,
  endpoint: v.string(),
  status,
  durationMs: amount,
  injected: v.optional(v.boolean(), false),
  error: v.optional(v.string()),
  rule: v.optional(rule),
  headers: v.optional(v.array(v.tuple([v.string(), v.string()]))),
  body: v.optional(v.string()),
  bodyBase64: v.optional(v.string()),
  truncated: v.optional(v.literal(true)),
};

const line = v.variant('kind', [
  v.object({ kind: v.literal('probe'), ...answer }),
  v.object({ kind: v.literal('response'), ...answer }),
  v.object({
    kind: v.literal('event'),
    at: time,
    service: v.string(),
    operation: v.optional(v.string(), ''),
    region: v.optional(v.string(), ''),
    status,
    durationMs: amount,
    injected: v.optional(v.boolean(), false),
    internal: v.optional(v.boolean(), false),
  }),
  v.object({
    kind: v.literal('faults'),
    at: time,
    rules: v.array(rule),
    latencyMs: v.optional(amount, 0),
  }),
  v.object({ kind: v.literal('endpoints'), at: time, endpoints: v.array(endpoint) }),
  v.object({ kind: v.literal('note'), at: time, text: v.string() }),
  v.object({ kind: v.literal('end'), at: time }),
]);

/** What a line says, or why it says nothing: a kind of a later version, or not what a line looks like. */
export type ParsedLine = LogLine | 'unknown' | 'broken';

const known = new Set<unknown>(line.options.map((option) => option.entries.kind.literal));

/** Undefined for what is no header of a recording. */
export const parseHeader = (text: string): LogHeader | undefined => {
  const parsed = v.safeParse(header, parseJson(text));
  return parsed.success ? (parsed.output as LogHeader) : undefined;
};

export const parseLine = (text: string): ParsedLine => {
  const value = parseJson(text);
  const parsed = v.safeParse(line, value);
  if (parsed.success) return parsed.output as LogLine;
  const kind = (value as { kind?: unknown } | null | undefined)?.kind;
  return typeof kind === 'string' && !known.has(kind) ? 'unknown' : 'broken';
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the schema says what that means
  }
};

/** A line with its end. */
export const formatLine = (value: LogHeader | LogLine): string => `${JSON.stringify(value)}\n`;

/** How a line holds headers and body. */
export const formatDetail = (
  detail: ResponseDetail | undefined,
): Pick<AnswerLine, 'headers' | 'body' | 'bodyBase64' | 'truncated'> => {
  if (!detail) return {};
  const { headers, body, truncated } = detail;
  return { headers, ...formatBody(body), ...(truncated && { truncated }) };
};

const formatBody = (body: Uint8Array): Pick<AnswerLine, 'body' | 'bodyBase64'> => {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) ? { body: text } : { bodyBase64: bytes.toString('base64') };
};

/** Undefined when the line holds neither headers nor body. */
export const parseDetail = ({
  headers,
  body,
  bodyBase64,
  truncated,
}: AnswerLine): ResponseDetail | undefined => {
  if (!headers && body === undefined && bodyBase64 === undefined) return undefined;
  const bytes =
    bodyBase64 === undefined ? Buffer.from(body ?? '', 'utf8') : Buffer.from(bodyBase64, 'base64');
  return { headers: headers ?? [], body: Uint8Array.from(bytes), truncated: truncated ?? false };
};
