import type { IncomingMessage } from 'node:http';

/** Read and thrown away beyond the limit, so that a client that is still sending gets to see the refusal. */
const MAX_DISCARDED = 64 * 1024 * 1024;

/**
 * The body, or `too-large` when it has more than `limit` bytes: then nothing of it is kept.
 * Rejects when the client goes away before its end.
 */
export async function readBody(message: IncomingMessage, limit: number): Promise<Buffer | 'too-large'> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else chunks.length = 0;
    if (size > limit + MAX_DISCARDED) break;
  }
  return size > limit ? 'too-large' : Buffer.concat(chunks);
}
