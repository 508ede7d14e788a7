import type { HttpReply, HttpRequest } from '../aws/http';
import { hostOf } from './http/hostOf';
import { jsonReply } from './http/jsonReply';

type Asked = Pick<HttpRequest, 'headers'>;

/** Decides who may ask: pages of other sites, and names that were made to point here, may not. */
export interface Guard {
  allowsHost(host: string): boolean;
  /** The 403 for a request whose Host is not the engine's; undefined when it is. */
  refuseHost(asked: Asked): HttpReply | undefined;
  /** The 403 for a request that a foreign web page sent; undefined otherwise. */
  refuseOrigin(asked: Asked): HttpReply | undefined;
}

/** `allowed` are further host names that people gave the engine. */
export function createGuard(allowed: readonly string[]): Guard {
  const names = new Set(['host.docker.internal', ...allowed.map((name) => name.toLowerCase())]);
  let last = 'localhost'; // most requests are for the same host
  const allowsHost = (host: string) => {
    if (host === last) return true;
    const allowed = isLocal(host) || names.has(host);
    if (allowed) last = host;
    return allowed;
  };
  return {
    allowsHost,
    refuseHost: (asked) => {
      const host = hostOf(asked);
      return allowsHost(host) ? undefined : forbidHost(host);
    },
    refuseOrigin: ({ headers: { origin } }) =>
      origin === undefined || allowsHost(originHost(origin)) ? undefined : forbidOrigin(origin),
  };
}

/** Loopback addresses, and the names that always mean them. */
const isLocal = (host: string): boolean =>
  /^127(\.\d{1,3}){3}$/.test(host) ||
  host === '[::1]' ||
  /(^|\.)localhost$/.test(host) ||
  /(^|\.)localhost\.localstack\.cloud$/.test(host);

const originHost = (origin: string): string => {
  if (!/^https?:/i.test(origin) || !URL.canParse(origin)) return '';
  return new URL(origin).hostname.toLowerCase();
};

const forbidHost = (host: string): HttpReply =>
  jsonReply(403, {
    message:
      `The engine does not answer to the host "${host}", and no custom domain of that name is deployed. ` +
      `Use 127.0.0.1 or localhost, or start the engine with --allow-host ${host || 'NAME'}.`,
  });

const forbidOrigin = (origin: string): HttpReply =>
  jsonReply(403, {
    message:
      `The engine does not answer pages of ${origin}. ` +
      'Serve the page from localhost, or start the engine with --allow-host and the host of the page.',
  });
