import { randomUUID } from 'node:crypto';
import { AwsError } from '../../aws/awsError';
import type { Backend, EndpointAddress, EndpointRoute } from '../../aws/backend';
import type { HttpAnswer, IncomingRequest } from '../../aws/http';
import { renderError } from '../../aws/serialize/renderError';
import { jsonReply } from '../http/jsonReply';
import { Forwarder } from './forwarder';
import { readUpstream } from './readUpstream';
import { isUpstreamError, type UpstreamError } from './upstreamError';

export interface UpstreamOptions {
  /** Origin of the emulator. */
  readonly url: string;
}

/** An emulator that requests are passed on to, untouched. Nothing is asked of it before somebody asks us. */
export function upstreamBackend({ url }: UpstreamOptions): Backend {
  const forwarder = new Forwarder(url);
  const pass = (
    request: IncomingRequest,
    signal: AbortSignal,
    failed: (error: UpstreamError) => HttpAnswer,
  ) =>
    forwarder.send(request, signal).catch((error): HttpAnswer => {
      if (isUpstreamError(error)) return failed(error);
      throw error;
    });
  return {
    call: ({ protocol, service }, request, signal) =>
      pass(request, signal, ({ message }) =>
        renderError(protocol, service, new AwsError(UNAVAILABLE, message, 502), randomUUID()),
      ),
    route: async (address) => unknownRoute(address),
    invoke: (_route, request, _internal, signal) => pass(request, signal, inWords),
    other: (request, signal) => pass(request, signal, inWords),
    hasPath: (path) => !ownPath.test(path),
    health: () => readUpstream(forwarder),
    close: async () => forwarder.close(),
  };
}

const UNAVAILABLE = 'UpstreamUnavailable';

/** What the engine answers itself; everything else under LocalStack's prefixes is the emulator's. */
const ownPath = /^\/_chaos(\/|$)|^\/_localstack\/(health|info|chaos)(\/|$)/;

/** Of an API that is not known, only that it is one. */
const unknownRoute = (address: EndpointAddress): EndpointRoute | undefined =>
  address.kind === 'api'
    ? { region: '', apiId: address.apiId, stage: address.stage, path: address.path }
    : undefined;

/** In API Gateway's shape, which is as good as any where no protocol is known. */
const inWords = ({ message }: UpstreamError): HttpAnswer =>
  jsonReply(502, { message }, { 'x-amzn-errortype': UNAVAILABLE, 'x-amzn-requestid': randomUUID() });
