import * as v from 'valibot';
import type { Endpoint } from '../../endpoints/endpoint';
import type { ResponseDetail } from '../responseLog';
import type { AnswerLine, LogHeader, LogLine } from './chaoslog';

const time = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(8.64e15));
const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
const status = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999));

/** All but headers and bodies, which are bounded together: nobody reads a longer name, and a page shows it. */
const text = v.pipe(v.string(), v.maxLength(10_000));
/** No engine has more at a time. */
const maxRules = 1000;

const rule = v.object({
  region: v.optional(text),
  service: v.optional(text),
  operation: v.optional(text),
  probability: v.optional(v.number()),
  error: v.optional(v.object({ statusCode: v.optional(v.number()), code: v.optional(text) })),
  description: v.optional(text),
  latency: v.optional(v.record(v.string(), v.union([v.number(), text]))),
  reset: v.optional(v.literal(true)),
  timeout: v.optional(v.object({ ms: v.number() })),
  count: v.optional(v.number()),
  durationMs: v.optional(v.number()),
});

const integration = v.variant('kind', [
  v.object({ kind: v.literal('mock') }),
  v.object({
    kind: v.literal('lambda'),
    functionName: text,
    region: text,
    missing: v.optional(v.literal(true)),
  }),
  v.object({ kind: v.literal('http'), uri: text }),
  v.object({ kind: v.literal('other'), type: text }),
]);

const endpoint = v.pipe(
  v.object({
    id: text,
    region: text,
    apiId: v.optional(text, ''),
    apiName: v.optional(text, ''),
    stage: v.optional(text, ''),
    method: text,
    path: text,
    domain: v.optional(text),
    url: v.optional(text, ''),
    host: v.optional(text),
    integration,
    probeable: v.optional(v.boolean(), true),
  }),
  v.transform((each) => each as Endpoint),
);

const header = v.object({
  kind: v.literal('header'),
  format: v.literal('chaoslog'),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  product: v.optional(text, ''),
  startedAt: time,
  engine: v.optional(v.object({ product: v.optional(text, ''), address: v.optional(text) }), {}),
  owner: v.optional(text),
  endpoints: v.array(endpoint),
});

const answer = {
  at: time,
  endpoint: text,
  status,
  durationMs: amount,
  injected: v.optional(v.boolean(), false),
  error: v.optional(text),
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
    service: text,
    operation: v.optional(text, ''),
    region: v.optional(text, ''),
    status,
    durationMs: amount,
    injected: v.optional(v.boolean(), false),
    internal: v.optional(v.boolean(), false),
  }),
  v.object({
    kind: v.literal('faults'),
    at: time,
    rules: v.pipe(v.array(rule), v.maxLength(maxRules)),
    latencyMs: v.optional(amount, 0),
  }),
  v.object({ kind: v.literal('endpoints'), at: time, endpoints: v.array(endpoint) }),
  v.object({ kind: v.literal('note'), at: time, text: text }),
  v.object({ kind: v.literal('end'), at: time }),
]);

/** What a line says, or why it says nothing: a kind of a later version, or not what a line looks like. */
export type ParsedLine = LogLine | 'unknown' | 'broken';

const known = new Set<unknown>(line.options.map((option) => option.entries.kind.literal));

/** Undefined for what is no header of a recording. */
export const parseHeader = (line: string): LogHeader | undefined => {
  const parsed = v.safeParse(header, parseJson(line));
  return parsed.success ? (parsed.output as LogHeader) : undefined;
};

export const parseLine = (read: string): ParsedLine => {
  const value = parseJson(read);
  const parsed = v.safeParse(line, value);
  if (parsed.success) return parsed.output as LogLine;
  const kind = (value as { kind?: unknown } | null | undefined)?.kind;
  return typeof kind === 'string' && !known.has(kind) ? 'unknown' : 'broken';
};

const parseJson = (line: string): unknown => {
  if (!/^\s*\{/.test(line)) return undefined; // what is no object is not worth seconds of parsing
  try {
    return JSON.parse(line);
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
