import { randomUUID } from 'node:crypto';
import type { AwsCall } from '../aws/awsCall';
import { AwsError } from '../aws/awsError';
import type { Backend, EmbeddedAws } from '../aws/backend';
import type { HttpReply, RequestHead } from '../aws/http';
import { renderError } from '../aws/serialize/renderError';
import { jsonReply } from './http/jsonReply';
import { withBody } from './http/requestHead';

const MIB = 1024 * 1024;

/** Bytes a body may have: API Gateway's own limit for endpoints, room for artifacts for calls. */
const bodyLimits = { endpoint: 10 * MIB, call: 256 * MIB };

/** The emulator in this process as a backend: it gets whole requests, and all that it does not know is refused in words. */
export const embeddedBackend = (aws: EmbeddedAws): Backend => ({
  call: async (call, request) =>
    call.operation === ''
      ? unknownOperation(call, request.head)
      : aws.call(call, withBody(request.head, await request.body(bodyLimits.call))),
  route: async (address, { method }) => aws.route(address, method),
  invoke: async (route, request, internal) =>
    aws.invoke(route, withBody(request.head, await request.body(bodyLimits.endpoint)), internal),
  other: async ({ head }) => noCall(head),
  hasPath: () => false,
  loop: () => undefined,
  health: async () => ({ services: aws.services() }),
  close: () => aws.close(),
});

function unknownOperation({ protocol, service }: AwsCall, { method, path }: RequestHead): HttpReply {
  const message = `${method} ${path.slice(0, 200)} is no operation of "${service}" that the engine knows.`;
  return renderError(protocol, service, new AwsError('NotImplemented', message, 501), randomUUID());
}

const noCall = ({ method, path }: RequestHead): HttpReply =>
  jsonReply(404, {
    message:
      `${method} ${path.slice(0, 200)} is no call of an AWS API: it has no signature, target, action or path that names ` +
      'a service. Use an AWS SDK or tool with this endpoint; a deployed API answers under /_aws/execute-api/{api}/{stage}/.',
  });
