import type { ServerResponse } from 'node:http';
import type { HttpReply } from '../../aws/http';
import { jsonReply } from './jsonReply';

/** The connection is the engine's own affair, not that of an application behind it. */
const ownHeaders = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'content-length']);

/**
 * Sends a complete reply, and ends once `uploaded` says that nothing of the request is left to come. One that HTTP
 * cannot carry (a line break in a header) becomes a 502.
 */
export async function sendReply(
  response: ServerResponse,
  reply: HttpReply,
  uploaded: () => Promise<void> = async () => {},
): Promise<void> {
  if (response.headersSent || response.destroyed) return;
  try {
    send(response, reply);
  } catch (error) {
    send(response, jsonReply(502, { message: `The answer could not be sent: ${String(error)}` }));
  }
  await uploaded();
  response.end();
}

/** All of the reply leaves at once; only the end of the exchange is left open. */
function send(response: ServerResponse, { status, headers, body }: HttpReply): void {
  const hasBody = status >= 200 && status !== 204 && status !== 304;
  const raw = rawHeaders(headers);
  if (hasBody) raw.push('content-length', ownLength(response, headers) ?? String(Buffer.byteLength(body)));
  response.writeHead(status, raw);
  if (hasBody && response.req.method !== 'HEAD') writeBody(response, body);
  else response.flushHeaders();
}

function rawHeaders(headers: HttpReply['headers']): string[] {
  const raw: string[] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (ownHeaders.has(name.toLowerCase())) continue;
    if (typeof value === 'string') raw.push(name, value);
    else for (const each of value) raw.push(name, each);
  }
  return raw;
}

/** A body of ASCII leaves in one piece with the head, which is Latin-1. */
function writeBody(response: ServerResponse, body: string | Buffer): void {
  if (typeof body !== 'string') response.write(body);
  else if (Buffer.byteLength(body) === body.length) response.write(body, 'latin1');
  else response.write(Buffer.from(body));
}

/** An answer to HEAD tells the length of what GET would give. */
function ownLength(response: ServerResponse, headers: HttpReply['headers']): string | undefined {
  if (response.req.method !== 'HEAD') return undefined;
  const length = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-length')?.[1];
  return typeof length === 'string' ? length : undefined;
}
