import type { HttpRequest } from '../../aws/http';

/** Most requests are for the same host, and each asks more than once. */
let last = { sent: '', host: '' };

/** The Host header, lower-case, without port: `[::1]:4566` -> `[::1]`. */
export function hostOf({ headers }: Pick<HttpRequest, 'headers'>): string {
  const { host: sent = '' } = headers;
  if (sent !== last.sent) last = { sent, host: sent.toLowerCase().replace(/:\d*$/, '') };
  return last.host;
}
