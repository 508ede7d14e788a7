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
  const dropped = new Set([...hopByHop, ...namedByConnection(raw)]);
  return rawPairs(raw)
    .filter(([name]) => !dropped.has(name.toLowerCase()))
    .flat();
}

const namedByConnection = (raw: readonly string[]): string[] =>
  rawPairs(raw)
    .filter(([name]) => name.toLowerCase() === 'connection')
    .flatMap(([, value]) => value.split(',').map((part) => part.trim().toLowerCase()))
    .filter((name) => !message.test(name));

/**
 * What `Connection` may not take out: without it the next one would take the message for another than the one that the
 * rules were asked about, or see it end elsewhere.
 */
const message = /^(host|authorization|content-.*|x-amz-.*|x-amzn-.*|x-chaos-.*|smithy-protocol)$/;
