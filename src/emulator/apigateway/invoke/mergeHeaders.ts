import { badGateway } from './gatewayError';
import { isHeaderName } from './safeHeaders';

/** API Gateway answers these itself, so the function's go out under another name. */
const REMAPPED = new Set(['connection', 'content-length', 'date', 'server', 'www-authenticate']);

/** These would break the connection. */
const DROPPED = new Set(['keep-alive', 'trailer', 'transfer-encoding', 'upgrade']);

type Headers = Readonly<Record<string, unknown>>;

/**
 * `headers` and `multiValueHeaders` of a function's result as one set, lower-case. Where both name a header, all the
 * values count, each once.
 */
export function mergeHeaders(single: Headers, multi: Headers): Record<string, string | string[]> {
  const merged = new Map<string, string[]>();
  const add = (name: string, values: readonly unknown[]) => {
    const key = replyName(name);
    if (key === undefined) return;
    const texts = values.map((value) => headerValue(name, value));
    merged.set(key, [...new Set([...(merged.get(key) ?? []), ...texts])]);
  };
  for (const [name, values] of Object.entries(multi)) add(name, Array.isArray(values) ? values : [values]);
  for (const [name, value] of Object.entries(single)) add(name, [value]);
  return Object.fromEntries([...merged].map(([name, values]) => [name, oneOrMany(values)]));
}

const oneOrMany = (values: string[]): string | string[] => (values.length === 1 ? (values[0] ?? '') : values);

function replyName(name: string): string | undefined {
  const lower = name.toLowerCase();
  if (!isHeaderName(name)) throw malformed(`${JSON.stringify(name)} is no header name.`);
  if (DROPPED.has(lower)) return undefined;
  return REMAPPED.has(lower) ? `x-amzn-remapped-${lower}` : lower;
}

function headerValue(name: string, value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'boolean') {
    throw malformed(`the header ${name} must be a string, not ${JSON.stringify(value)}.`);
  }
  if (/[^\t\x20-\x7e\x80-\xff]/.test(String(value))) {
    throw malformed(`the header ${name} has characters that may not stand in a header.`);
  }
  return String(value);
}

const malformed = (why: string): Error => badGateway(`Malformed Lambda proxy response: ${why}`);
