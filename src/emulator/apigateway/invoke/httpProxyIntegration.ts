import type { HttpReply } from '../../../aws/http';
import { badGateway } from './gatewayError';
import type { Invocation } from './invocation';
import { withDeadline } from './withDeadline';

/** Of the caller's headers, these belong to the connection or to this host. */
const NOT_FORWARDED = new Set(['host', 'accept-encoding']);

/** Of the target's headers, these no longer hold once the body was read. */
const NOT_RETURNED = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'keep-alive',
  'transfer-encoding',
]);

/** HTTP_PROXY: the request as it is to a URL, its answer as it is to the caller. */
export async function runHttpProxy(invocation: Invocation): Promise<HttpReply> {
  const { method, http } = invocation;
  const url = targetUrl(invocation);
  const verb = method.integration.httpMethod === 'ANY' ? http.method : method.integration.httpMethod;
  return withDeadline(method.integration.timeoutInMillis, async (signal) => {
    const answer = await send(
      url,
      { method: verb, headers: forwardedHeaders(invocation), signal },
      http.body,
    );
    return {
      status: answer.status,
      headers: returnedHeaders(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    };
  });
}

async function send(url: URL, request: RequestInit, body: Buffer): Promise<Response> {
  const hasBody = body.length > 0 && request.method !== 'GET' && request.method !== 'HEAD';
  try {
    return await fetch(url, {
      ...request,
      redirect: 'manual',
      ...(hasBody && { body: new Uint8Array(body) }),
    });
  } catch (error) {
    const cause = (error as Error).cause ?? error;
    throw badGateway(`${url.origin} could not be reached: ${(cause as Error).message}`);
  }
}

/** The integration's URI with its `{name}` filled in, and the caller's query. */
function targetUrl(invocation: Invocation): URL {
  const { method, stage, http } = invocation;
  const uri = (method.integration.uri ?? '')
    .replace(/\$\{stageVariables\.(\w+)\}/g, (_, name: string) => stage.variables?.[name] ?? '')
    .replace(/\{([\w.-]+)\+?\}/g, (_, name: string) => pathValue(name, invocation));
  if (!URL.canParse(uri)) throw badGateway(`The integration's URI ${uri} is no URL.`);
  const url = new URL(uri);
  for (const [name, value] of http.query) url.searchParams.append(name, value);
  return url;
}

/** `integration.request.path.name` mapped from `method.request.path.other`, or the parameter of the same name. */
function pathValue(name: string, { method, pathParameters }: Invocation): string {
  const source = method.integration.requestParameters?.[`integration.request.path.${name}`];
  if (source?.startsWith("'")) return source.slice(1, -1);
  return pathParameters[source?.replace('method.request.path.', '') ?? name] ?? '';
}

function forwardedHeaders({ request }: Invocation): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(request.multiHeaders)) {
    if (!NOT_FORWARDED.has(name.toLowerCase())) for (const value of values) headers.append(name, value);
  }
  return headers;
}

function returnedHeaders(headers: Headers): Record<string, string | string[]> {
  const returned: Record<string, string | string[]> = {};
  for (const [name, value] of headers) if (!NOT_RETURNED.has(name)) returned[name] = value;
  const cookies = headers.getSetCookie();
  return cookies.length > 0 ? { ...returned, 'set-cookie': cookies } : returned;
}
