import type { IncomingMessage } from 'node:http';
import type { HttpReply, HttpRequest } from '../aws/http';
import { answerCall } from './answerCall';
import { answerEndpoint } from './answerEndpoint';
import type { Control } from './control/createControl';
import { type Arrival, arrive, type Parts } from './exchange';
import { findTarget, type Target } from './findTarget';
import type { Guard } from './guard';
import type { StreamReply } from './http/httpServer';
import { jsonReply } from './http/jsonReply';
import { readBody } from './http/readBody';
import { readHead } from './http/requestHead';
import { identifyCall } from './identify/identifyCall';

export interface RequestHandling extends Parts {
  readonly guard: Guard;
  readonly control: Control;
  /** For calls that name no region. */
  readonly defaultRegion: string;
}

type Served = Exclude<Target, { readonly kind: 'refused' }>;

/** Bytes a body may have: API Gateway's own limit for endpoints, room for artifacts for calls. */
const bodyLimits: Readonly<Record<Target['kind'], number>> = {
  control: 1024 * 1024,
  endpoint: 10 * 1024 * 1024,
  call: 256 * 1024 * 1024,
  refused: 1024 * 1024,
};

/** head -> target -> body -> answer. Rejects when the client goes away before its body has ended. */
export async function answerRequest(
  handling: RequestHandling,
  message: IncomingMessage,
  signal: AbortSignal,
): Promise<HttpReply | StreamReply> {
  const arrival = arrive(signal);
  const head = readHead(message);
  const target = findTarget(head, handling.backend, handling.guard);
  const body = await readBody(message, bodyLimits[target.kind]);
  if (target.kind === 'refused') return target.reply;
  if (body === 'too-large') return tooLarge(bodyLimits[target.kind]);
  return answerTarget(handling, target, { ...head, body }, arrival);
}

function answerTarget(handling: RequestHandling, target: Served, request: HttpRequest, arrival: Arrival) {
  switch (target.kind) {
    case 'control':
      return handling.control(request);
    case 'endpoint':
      return answerEndpoint(handling, target.route, request, arrival);
    case 'call': {
      const call = identifyCall(request, handling.defaultRegion);
      return call ? answerCall(handling, call, request, arrival) : noCall(request);
    }
  }
}

const tooLarge = (limit: number): HttpReply =>
  jsonReply(
    413,
    { message: `The request body is larger than the ${limit / 1024 / 1024} MiB that are taken here.` },
    { 'x-amzn-errortype': 'RequestEntityTooLargeException' },
  );

const noCall = ({ method, path }: HttpRequest): HttpReply =>
  jsonReply(404, {
    message:
      `${method} ${path.slice(0, 200)} is no call of an AWS API: it has no signature, target, action or path that names ` +
      'a service. Use an AWS SDK or tool with this endpoint; a deployed API answers under /_aws/execute-api/{api}/{stage}/.',
  });
