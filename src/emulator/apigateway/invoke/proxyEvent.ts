import { isBinary } from './binaryMedia';
import type { Invocation } from './invocation';

/**
 * What a function behind AWS_PROXY gets: payload format 1.0.
 * Source: "Lambda proxy integrations in API Gateway", input format. Path and path parameters stay percent-encoded.
 */
export function createProxyEvent(invocation: Invocation): Record<string, unknown> {
  const { request, http, stage, snapshot } = invocation;
  const binary = request.body.length > 0 && isBinary(http.headers['content-type'], snapshot.binaryMediaTypes);
  return {
    resource: invocation.resourcePath,
    path: invocation.path,
    httpMethod: http.method,
    headers: request.headers,
    multiValueHeaders: request.multiHeaders,
    queryStringParameters: filled(request.query),
    multiValueQueryStringParameters: filled(request.multiQuery),
    pathParameters: filled(invocation.pathParameters),
    stageVariables: filled(stage.variables ?? {}),
    requestContext: invocation.context,
    body: request.body.length === 0 ? null : request.body.toString(binary ? 'base64' : 'utf8'),
    isBase64Encoded: binary,
  };
}

/** An empty map is null in an event. */
const filled = <T extends object>(map: T): T | null => (Object.keys(map).length === 0 ? null : map);
