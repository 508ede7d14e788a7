/** Headers that speak of one connection only, and not of the message (RFC 9110, section 7.6.1). */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * Raw headers (name, value, name, value …) without those of the connection that they came on, and without what its
 * `Connection` header names. Case, order and repetition stay.
 */
export function endToEndHeaders(raw: readonly string[]): string[] {
  const dropped = new Set([...hopByHop, ...namedByConnection(raw)]);
  return pairsOf(raw)
    .filter(([name]) => !dropped.has(name.toLowerCase()))
    .flat();
}

const namedByConnection = (raw: readonly string[]): string[] =>
  pairsOf(raw)
    .filter(([name]) => name.toLowerCase() === 'connection')
    .flatMap(([, value]) => value.split(',').map((part) => part.trim().toLowerCase()))
    .filter((name) => !message.test(name));

/**
 * What `Connection` may not take out: without it the next one would take the message for another than the one that the
 * rules were asked about, or see it end elsewhere.
 */
const message = /^(host|authorization|content-.*|x-amz-.*|x-amzn-.*|x-chaos-.*|smithy-protocol)$/;

const pairsOf = (raw: readonly string[]): [name: string, value: string][] =>
  Array.from({ length: Math.floor(raw.length / 2) }, (_, at) => [raw[2 * at] ?? '', raw[2 * at + 1] ?? '']);
