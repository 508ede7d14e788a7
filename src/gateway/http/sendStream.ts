import type { ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import type { StreamedReply } from '../../aws/http';
import { endAtOnce } from './endAtOnce';
import { flushHead } from './flushHead';
import { rawPairs } from './rawPairs';
import { withoutTrailer } from './withoutTrailer';

/**
 * Sends a reply as it comes, at the pace the reader takes it, and ends once `uploaded` says that nothing of the request
 * is left to come. A reply that breaks off breaks the connection: it never looks like a whole one.
 */
export async function sendStream(
  response: ServerResponse,
  reply: StreamedReply,
  uploaded: () => Promise<void> | undefined,
): Promise<void> {
  const { status, statusText, rawHeaders, stream } = reply;
  if (response.destroyed) {
    stream.destroy();
    return;
  }
  response.sendDate = false;
  const hasBody = response.req.method !== 'HEAD' && !bodiless.has(status);
  response.writeHead(
    status,
    statusText,
    hasBody ? announced(response, rawHeaders) : withoutTrailer(rawHeaders),
  );
  const upload = reply.isWhole?.() ? uploaded() : NOT_YET;
  if (upload === undefined) {
    const body: Buffer | null = stream.read();
    end(response, reply, hasBody ? body : null);
    return;
  }
  // Else they leave together.
  if (hasBody && stream.readableLength === 0) flushHead(response);
  if (!(await relay(stream, response))) {
    // Whichever side it was that left, the other one learns of it.
    stream.destroy();
    response.destroy();
    return;
  }
  await (upload === NOT_YET ? uploaded() : upload);
  end(response, reply);
}

const NOT_YET = Symbol('not asked yet');

function end(response: ServerResponse, { trailers }: StreamedReply, body: Buffer | null = null): void {
  if (response.chunkedEncoding && trailers) response.addTrailers(rawPairs(trailers()));
  if (body === null) response.end();
  else endAtOnce(response, body);
}

/**
 * Resolves when all has been handed over, with false when it was not all. It does what `pipeline` does with `end: false`,
 * without the parts that cost more than the rest of an exchange: an abort controller and its exception for each.
 */
const relay = (stream: Readable, response: ServerResponse): Promise<boolean> =>
  new Promise((resolve) => {
    stream.once('error', () => resolve(false)).once('close', () => resolve(stream.readableEnded));
    stream.once('end', () => resolve(true));
    response.once('close', () => resolve(false));
    response.on('drain', () => stream.resume());
    stream.on('data', (chunk) => {
      if (!response.write(chunk)) stream.pause();
    });
  });

const bodiless = new Set([204, 304]);

function announced({ req }: ServerResponse, rawHeaders: readonly string[]): string[] {
  const hasChunks =
    req.httpVersionMinor > 0 &&
    !rawHeaders.some((name, at) => at % 2 === 0 && name.length === 14 && /^content-length$/i.test(name));
  return hasChunks ? [...rawHeaders] : withoutTrailer(rawHeaders);
}
