import type { EndpointRoute } from '../../../aws/backend';
import type { HttpRequest } from '../../../aws/http';
import type { Snapshot } from '../model';
import type { CompiledMethod } from './compiledApi';
import { forbidden, missingToken } from './gatewayError';

/** Refuses what a method does not let in. Signatures are not verified: any is as good as another here. */
export function authorize({ definition }: CompiledMethod, request: HttpRequest): void {
  if (definition.apiKeyRequired) {
    throw forbidden('The method requires an API key, and the embedded emulator has none.');
  }
  if (definition.authorizationType === 'AWS_IAM' && !isSigned(request)) {
    throw missingToken('The method requires a request signed with AWS Signature Version 4.');
  }
}

const isSigned = ({ headers, query }: HttpRequest): boolean =>
  (headers.authorization?.startsWith('AWS4-') ?? false) || query.has('X-Amz-Signature');

/** An API can be closed to all but its custom domains. */
export function refuseDisabledEndpoint(
  { disableExecuteApiEndpoint }: Snapshot,
  { domain }: EndpointRoute,
): void {
  if (disableExecuteApiEndpoint && domain === undefined) {
    throw forbidden('The default endpoint of this API is disabled; call it through its custom domain.');
  }
}
