import type { ServerResponse } from 'node:http';
import type { HttpReply } from '../../aws/http';
import { endAtOnce } from './endAtOnce';
import { jsonReply } from './jsonReply';

/** The connection is the engine's own affair, not that of an application behind it. */
const ownHeaders = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'content-length']);

/**
 * Sends a complete reply, and ends once `uploaded`, if it gives a promise, says that nothing of the request is left to
 * come. One that HTTP cannot carry (a line break in a header) becomes a 502.
 */
export async function sendReply(
  response: ServerResponse,
  reply: HttpReply,
  uploaded: () => Promise<void> | undefined = () => undefined,
): Promise<void> {
  if (response.headersSent || response.destroyed) return;
  const upload = uploaded();
  const finish = upload === undefined;
  try {
    send(response, reply, finish);
  } catch (error) {
    const refusal = jsonReply(502, { message: `The answer could not be sent: ${String(error)}` });
    send(response, refusal, finish);
  }
  if (finish) return;
  await upload;
  response.end();
}

/** All of the reply leaves at once; unless it is to `finish`, the end of the exchange is left open. */
function send(response: ServerResponse, { status, headers, body }: HttpReply, finish: boolean): void {
  const hasBody = status >= 200 && status !== 204 && status !== 304;
  const raw = rawHeaders(headers);
  if (hasBody) raw.push('content-length', ownLength(response, headers) ?? String(Buffer.byteLength(body)));
  response.writeHead(status, raw);
  const bytes = hasBody && response.req.method !== 'HEAD' ? body : '';
  // ASCII leaves in one piece with the head, which is Latin-1.
  const isAscii = typeof bytes === 'string' && Buffer.byteLength(bytes) === bytes.length;
  const sent = typeof bytes === 'string' && !isAscii ? Buffer.from(bytes) : bytes;
  if (finish) endAtOnce(response, sent);
  else if (sent.length > 0) response.write(sent, 'latin1');
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

/** An answer to HEAD tells the length of what GET would give. */
function ownLength(response: ServerResponse, headers: HttpReply['headers']): string | undefined {
  if (response.req.method !== 'HEAD') return undefined;
  const length = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-length')?.[1];
  return typeof length === 'string' ? length : undefined;
}
