import { isBodyTooLarge } from '../aws/bodyTooLargeError';
import type { HttpAnswer, HttpReply } from '../aws/http';
import type { Waiting } from '../aws/waiting';
import { answerCall } from './answerCall';
import { answerEndpoint } from './answerEndpoint';
import { answerLoop } from './answerLoop';
import type { Control } from './control/createControl';
import { type Arrival, arrive, type Parts } from './exchange';
import { findTarget, type Target } from './findTarget';
import type { Guard } from './guard';
import type { LiveReply } from './http/httpServer';
import { jsonReply } from './http/jsonReply';
import type { ReceivedRequest } from './http/receivedRequest';
import { withBody } from './http/requestHead';
import { identifyReceived } from './identifyReceived';

export interface RequestHandling extends Parts {
  readonly guard: Guard;
  readonly control: Control;
  /** For calls that name no region. */
  readonly defaultRegion: string;
}

const CONTROL_LIMIT = 1024 * 1024;

/** head -> target -> answer; whoever answers takes the body. Rejects when the client goes away before it was read. */
export async function answerRequest(
  handling: RequestHandling,
  request: ReceivedRequest,
  waiting: Waiting,
): Promise<HttpAnswer | LiveReply> {
  const arrival = arrive(waiting);
  const loop = handling.backend.loop(request.head);
  if (loop !== undefined) return answerLoop(loop, request, handling.defaultRegion);
  const target = await findTarget(request.head, handling.backend, handling.guard);
  try {
    return await answerTarget(handling, target, request, arrival);
  } catch (error) {
    if (isBodyTooLarge(error)) return tooLarge(error.message);
    throw error;
  }
}

function answerTarget(
  handling: RequestHandling,
  target: Target,
  request: ReceivedRequest,
  arrival: Arrival,
): Promise<HttpAnswer | LiveReply> | HttpAnswer {
  switch (target.kind) {
    case 'refused':
      return target.reply;
    case 'control':
      return answerControl(handling, request);
    case 'endpoint':
      return answerEndpoint(handling, target.route, request, arrival);
    case 'other':
      return handling.backend.other(request, arrival.waiting);
    case 'call':
      return answerApi(handling, request, arrival);
  }
}

const answerControl = async ({ control }: RequestHandling, request: ReceivedRequest) =>
  control(withBody(request.head, await request.body(CONTROL_LIMIT)));

async function answerApi(
  handling: RequestHandling,
  request: ReceivedRequest,
  arrival: Arrival,
): Promise<HttpAnswer | LiveReply> {
  const call = await identifyReceived(request, handling.defaultRegion);
  return call
    ? answerCall(handling, call, request, arrival)
    : handling.backend.other(request, arrival.waiting);
}

const tooLarge = (message: string): HttpReply =>
  jsonReply(413, { message }, { 'x-amzn-errortype': 'RequestEntityTooLargeException' });
