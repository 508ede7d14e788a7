import type { HttpReply } from '../../../aws/http';
import { callFunction } from './callFunction';
import { badGateway } from './gatewayError';
import type { Invocation } from './invocation';
import { createProxyEvent } from './proxyEvent';
import { readProxyReply } from './proxyReply';

/** AWS_PROXY: the whole request to the function, its result as the whole answer. */
export async function runLambdaProxy(invocation: Invocation): Promise<HttpReply> {
  const { method, http, snapshot } = invocation;
  const verb = method.integration.httpMethod;
  if (verb !== 'POST')
    throw badGateway(`Lambda is invoked with POST, but the integration's method is ${verb}.`);
  const result = await callFunction(invocation, JSON.stringify(createProxyEvent(invocation)));
  if (result.functionError !== undefined) throw badGateway(`The function failed: ${result.payload}`);
  return readProxyReply(result.payload, {
    binaryMediaTypes: snapshot.binaryMediaTypes,
    accept: http.headers.accept,
  });
}
