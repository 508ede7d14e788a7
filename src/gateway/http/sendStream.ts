import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { StreamedReply } from '../../aws/http';

/**
 * Sends a reply as it comes, at the pace the reader takes it, and ends once `uploaded` says that nothing of the request
 * is left to come. A reply that breaks off breaks the connection: it never looks like a whole one.
 */
export async function sendStream(
  response: ServerResponse,
  { status, statusText, rawHeaders, stream }: StreamedReply,
  uploaded: () => Promise<void>,
): Promise<void> {
  if (response.destroyed) {
    stream.destroy();
    return;
  }
  response.sendDate = false;
  response.writeHead(status, statusText, [...rawHeaders]);
  response.flushHeaders();
  try {
    await pipeline(stream, response, { end: false });
  } catch {
    response.destroy(); // whichever side it was that left, the other one learns of it
    return;
  }
  await uploaded();
  response.end();
}
