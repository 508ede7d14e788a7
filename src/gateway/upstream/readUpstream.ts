import { text } from 'node:stream/consumers';
import type { BackendHealth, UpstreamHealth } from '../../aws/backend';
import type { StreamedReply } from '../../aws/http';
import type { Forwarder } from './forwarder';
import { LOOP_DETECTED } from './gatewayTrail';
import { isUpstreamError } from './upstreamError';

const TIMEOUT_MS = 3000;

type Fields = Readonly<Record<string, unknown>>;

/**
 * What the upstream says of itself, as far as it does: not every emulator has LocalStack's health. `trail` are raw
 * headers that the question carries.
 */
export async function readUpstream(forwarder: Forwarder, trail: readonly string[]): Promise<BackendHealth> {
  const { url } = forwarder;
  try {
    const reply = await forwarder.ask('/_localstack/health', AbortSignal.timeout(TIMEOUT_MS), trail);
    const said = await readFields(reply);
    if (reply.status === LOOP_DETECTED)
      return { services: {}, upstream: { url, reachable: false, problem: String(said.message) } };
    return { services: servicesOf(said), upstream: { url, ...productOf(said), reachable: true } };
  } catch (error) {
    return { services: {}, upstream: { url, reachable: false, problem: problemOf(url, error) } };
  }
}

async function readFields({ status, stream }: StreamedReply): Promise<Fields> {
  const body = await text(stream);
  try {
    const said: unknown = [200, LOOP_DETECTED].includes(status) ? JSON.parse(body) : undefined;
    return isFields(said) ? said : {};
  } catch {
    return {}; // no JSON: it answers, but says nothing of itself
  }
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const servicesOf = ({ services }: Fields): Readonly<Record<string, string>> =>
  isFields(services)
    ? Object.fromEntries(Object.entries(services).map(([name, state]) => [name, String(state)]))
    : {};

const productOf = (said: Fields): Pick<UpstreamHealth, 'product' | 'version'> => ({
  product: nameOf(String(said.edition ?? ''), String(said.original_edition ?? '')),
  ...(typeof said.version === 'string' && { version: said.version }),
});

/** Clones give an edition of LocalStack's as well, so what gives them away comes first. */
function nameOf(edition: string, original: string): string {
  if (/^floci/i.test(original)) return 'Floci';
  if (edition === 'light') return 'MiniStack';
  if (/^(community|pro|enterprise)/i.test(edition)) return 'LocalStack';
  return edition || 'an emulator';
}

const problemOf = (url: string, error: unknown): string =>
  isUpstreamError(error)
    ? error.message
    : `The emulator at ${url} did not answer within ${TIMEOUT_MS / 1000} s. Its log may say why.`;
