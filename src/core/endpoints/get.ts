import { Agent, ClientRequest, type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { agentFor } from './agentFor';

export interface GetOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/**
 * Connections are used again. Idle ones are closed before Node's and other servers close them, after five seconds: one
 * that closes takes a request along.
 */
const kept = new Agent({ keepAlive: true, timeout: 4000 });

/**
 * Asks once, and follows no redirect. Unlike the built-in `fetch` it sends a Host header as given, which is how a custom
 * domain is reached. Rejects with Node's error when nothing answers.
 */
export const get = (url: string, { headers, signal }: GetOptions): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const sent = begin(new URL(url), {
      method: 'GET',
      headers: { ...headers, connection: 'keep-alive' }, // VS Code's own agent would end each
      agent: agentFor(url) ?? kept,
      signal,
    });
    sent.once('response', resolve).on('error', reject).end();
  });

type RequestOptions = Parameters<typeof overHttp>[1];

const begin = (url: URL, options: RequestOptions): ClientRequest => {
  if (url.protocol === 'https:') return overHttps(url, options);
  return isHere.test(url.hostname) ? straight(url, options) : overHttp(url, options);
};

const isHere = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * VS Code puts its proxies between an extension and `http.request`, which costs more than the request itself where
 * hundreds go to this machine each second; no proxy is asked for those.
 */
const straight = ({ hostname, port, pathname, search }: URL, options: RequestOptions): ClientRequest =>
  new ClientRequest({
    ...options,
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port: port || 80,
    path: pathname + search,
  });
