import type { HttpRequest } from '../../aws/http';

/** The part of an SDK client that tells what it would send. */
interface SdkClient {
  // biome-ignore lint/suspicious/noExplicitAny: each client has input and output types of its own.
  send(command: any): Promise<unknown>;
  readonly config: { requestHandler: unknown };
}

interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** For tests: the request that a real SDK client makes of a command, signed and serialized, but not sent. */
export async function captureRequest(client: SdkClient, command: unknown): Promise<HttpRequest> {
  let captured: SdkRequest | undefined;
  client.config.requestHandler = {
    handle: async (request: SdkRequest) => {
      captured = request;
      throw new Error('captured');
    },
  };
  await client.send(command).catch((error) => {
    if (captured === undefined) throw error;
  });
  if (captured === undefined) throw new Error('The client sent nothing.');
  return toHttpRequest(captured);
}

function toHttpRequest({ method, path, query, headers, body }: SdkRequest): HttpRequest {
  const names = Object.entries(query).flatMap(([name, value]) =>
    [value ?? ''].flat().map((one): [string, string] => [name, one]),
  );
  return {
    method,
    path,
    query: new URLSearchParams(names),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    rawHeaders: Object.entries(headers).flat(),
    body: Buffer.from(isStream(body) ? '' : ((body as Uint8Array | string | undefined) ?? '')),
    sourceIp: '127.0.0.1',
  };
}

/** What goes out as it comes is not captured. */
const isStream = (body: unknown): boolean => typeof body === 'object' && body !== null && 'pipe' in body;
