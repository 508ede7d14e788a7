import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

export interface ForwardOptions {
  /** Where the AWS behind the fake is. */
  readonly port: number;
  /** Set on every answer. */
  readonly headers: Readonly<Record<string, string>>;
  /** How often the emulator's internal client tries again, as botocore does. */
  readonly retries: number;
}

/** What an emulator other than ours would not know, on the way there and back. */
const ownRequestHeaders = new Set(['x-chaos-bypass', 'x-chaos-owner', 'connection']);
const ownResponseHeaders = new Set(['x-chaos-rule', 'connection', 'keep-alive', 'transfer-encoding']);

/**
 * Hands a request on, and its answer back. A 502 that API Gateway makes of an injected fault is what remains after the
 * internal client's retries, so that a probability is masked as in LocalStack; the client's waits are left out.
 */
export async function forward(
  message: IncomingMessage,
  response: ServerResponse,
  options: ForwardOptions,
): Promise<void> {
  const body = await buffer(message);
  const send = (host: string | undefined) => ask(message, body, options.port, host);
  let answer = await askAsAnyHost(message, options.port, send);
  for (let retry = 0; retry < options.retries && isInternalFault(answer); retry += 1) {
    answer.resume();
    answer = await askAsAnyHost(message, options.port, send);
  }
  reply(answer, response, options.headers);
}

const isInternalFault = ({ statusCode, headers }: IncomingMessage): boolean =>
  statusCode === 502 && headers['x-chaos-rule'] !== undefined;

/** Our engine refuses hosts that it does not know, which the emulators played here do not. */
async function askAsAnyHost(
  { headers }: IncomingMessage,
  port: number,
  send: (host: string | undefined) => Promise<IncomingMessage>,
): Promise<IncomingMessage> {
  const answer = await send(headers.host);
  if (answer.statusCode !== 403 || answer.headers['x-amzn-requestid'] !== undefined) return answer;
  answer.resume();
  return send(`127.0.0.1:${port}`);
}

function ask(
  message: IncomingMessage,
  body: Buffer,
  port: number,
  host: string | undefined,
): Promise<IncomingMessage> {
  const { method, url, rawHeaders } = message;
  const headers = kept(rawHeaders, new Set([...ownRequestHeaders, 'host', 'transfer-encoding']));
  const sent = request({ host: '127.0.0.1', port, method, path: url, setHost: false });
  for (const [name, value] of headers) sent.appendHeader(name, value);
  if (host !== undefined) sent.setHeader('host', host);
  return new Promise((resolve, reject) => {
    sent.once('response', resolve).once('error', reject).end(body);
  });
}

function reply(
  answer: IncomingMessage,
  response: ServerResponse,
  extra: Readonly<Record<string, string>>,
): void {
  for (const [name, value] of kept(answer.rawHeaders, ownResponseHeaders)) response.appendHeader(name, value);
  for (const [name, value] of Object.entries(extra)) response.setHeader(name, value);
  response.writeHead(answer.statusCode ?? 502);
  answer.pipe(response);
}

function kept(raw: readonly string[], left: ReadonlySet<string>): [string, string][] {
  const pairs: [string, string][] = [];
  for (let at = 0; at < raw.length; at += 2) {
    const [name = '', value = ''] = raw.slice(at, at + 2);
    if (!left.has(name.toLowerCase())) pairs.push([name, value]);
  }
  return pairs;
}
