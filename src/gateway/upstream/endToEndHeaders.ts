import { rawPairs } from '../http/rawPairs';

/** Headers that speak of one connection only, and not of the message (RFC 9110, section 7.6.1). */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
]);

/**
 * Raw headers (name, value, name, value …) without those of the connection that they came on, and without what its
 * `Connection` header names. Case, order and repetition stay.
 */
export function endToEndHeaders(raw: readonly string[]): string[] {
  const kept: string[] = [];
  let named: string | undefined;
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const [name = '', value = ''] = [raw[at], raw[at + 1]];
    if (!isHopByHop(name)) kept.push(name, value);
    else if (isConnection(name) && !/^(keep-alive|close)$/i.test(value)) named = `${named ?? ''},${value}`;
  }
  return named === undefined ? kept : without(kept, named);
}

/** The length tells most names from these, and costs nothing. */
const isHopByHop = (name: string): boolean => lengths.has(name.length) && hopByHop.has(name.toLowerCase());

const lengths = new Set([...hopByHop].map((name) => name.length));

const isConnection = (name: string): boolean => name.length === 10 && name.toLowerCase() === 'connection';

/** `named` is a list, as in `Connection`. */
function without(kept: readonly string[], named: string): string[] {
  const names = named.split(',').map((part) => part.trim().toLowerCase());
  const dropped = new Set(names.filter((name) => !message.test(name)));
  return rawPairs(kept)
    .filter(([name]) => !dropped.has(name.toLowerCase()))
    .flat();
}

/**
 * What `Connection` may not take out: without it the next one would take the message for another than the one that the
 * rules were asked about, or see it end elsewhere.
 */
const message = /^(host|authorization|content-.*|x-amz-.*|x-amzn-.*|x-chaos-.*|smithy-protocol)$/;
