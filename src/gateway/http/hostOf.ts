import type { HttpRequest } from '../../aws/http';

/** The Host header, lower-case, without port: `[::1]:4566` -> `[::1]`. */
export const hostOf = ({ headers }: Pick<HttpRequest, 'headers'>): string =>
  (headers.host ?? '').toLowerCase().replace(/:\d*$/, '');
