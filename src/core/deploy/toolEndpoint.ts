import { type LoopbackRelay, startLoopbackRelay } from './loopbackRelay';

/**
 * Where the tools find an engine. AWS's SDKs ask for `bucket.host` when the endpoint's host is a name, which no
 * resolver knows, and for `/bucket` when it is an address; they have no variable that says so. Certificates and proxies
 * are another matter for each tool. So anything but plain HTTP to this machine's address is asked through a relay.
 */
export const withToolEndpoint = async <T>(
  endpoint: string,
  work: (toolEndpoint: string) => Promise<T>,
): Promise<T> => {
  if (isPlainLoopback(endpoint)) return work(endpoint);
  const relay: LoopbackRelay = await startLoopbackRelay(endpoint);
  try {
    return await work(relay.url);
  } finally {
    await relay.close();
  }
};

const isPlainLoopback = (endpoint: string): boolean => {
  const { protocol, hostname } = new URL(endpoint);
  return protocol === 'http:' && /^127\.\d+\.\d+\.\d+$/.test(hostname);
};
