import type { Input, Operation, OperationContext } from '../../service';
import { type ApiGatewayState, type FoundMethod, own, type Scope } from '../apiGatewayState';
import { badRequest, conflict, notFound } from '../errors';
import type { MethodResponse } from '../model';
import { applyPatch, type PatchRules } from './applyPatch';
import { findMethod } from './findMethod';
import { checkModels } from './models';
import { patchEntry } from './patchRules';
import { flagMap, requiredText, textMap } from './readInput';
import { statusCode } from './statusCode';

const PATCH: PatchRules = {
  '/responseParameters/{name}': patchEntry('responseParameters', (value) => value.toLowerCase() === 'true'),
  '/responseModels/{contentType}': patchEntry('responseModels'),
};

export const methodResponses = (state: ApiGatewayState): Record<string, Operation> => ({
  PutMethodResponse: (input, context) => {
    const found = findMethod(state, input, context);
    const response = newResponse(input);
    if (own(found.method.methodResponses, response.statusCode)) {
      throw conflict('Response already exists for this resource');
    }
    return { status: 201, body: { ...put(state, context, found, response) } };
  },
  GetMethodResponse: (input, context) => ({ body: { ...named(state, input, context).response } }),
  UpdateMethodResponse: (input, context) => {
    const { found, response } = named(state, input, context);
    const updated = applyPatch(response, input.patchOperations, PATCH);
    return { body: { ...put(state, context, found, updated) } };
  },
  DeleteMethodResponse: (input, context) => {
    const { found, response } = named(state, input, context);
    const { [response.statusCode]: _, ...others } = found.method.methodResponses ?? {};
    state.putMethod(context, found.resource, { ...found.method, methodResponses: others });
    return { status: 204 };
  },
});

const newResponse = (input: Input): MethodResponse => ({
  statusCode: statusCode(input),
  responseParameters: flagMap(input, 'responseParameters'),
  responseModels: textMap(input, 'responseModels'),
});

function named(state: ApiGatewayState, input: Input, context: OperationContext) {
  const found = findMethod(state, input, context);
  const response = own(found.method.methodResponses, requiredText(input, 'statusCode'));
  if (response === undefined) throw notFound('Invalid Response status code specified');
  return { found, response };
}

function put(
  state: ApiGatewayState,
  scope: Scope,
  found: FoundMethod,
  response: MethodResponse,
): MethodResponse {
  checkModels(state, scope, found.resource.restApiId, response.responseModels ?? {});
  for (const name of Object.keys(response.responseParameters ?? {})) {
    if (!/^method\.response\.header\..+/.test(name)) {
      throw badRequest(`Invalid mapping expression parameter specified: ${name}`);
    }
  }
  const methodResponses = { ...found.method.methodResponses, [response.statusCode]: response };
  state.putMethod(scope, found.resource, { ...found.method, methodResponses });
  return response;
}
