import type { Input, Operation, OperationContext } from '../../service';
import { type ApiGatewayState, type FoundMethod, own, type Scope } from '../apiGatewayState';
import { badRequest, notFound } from '../errors';
import type { IntegrationResponse } from '../model';
import { applyPatch, type PatchRules } from './applyPatch';
import { findMethod } from './findMethod';
import { patchEntry, patchText } from './patchRules';
import { filledText, requiredText, textMap } from './readInput';
import { statusCode } from './statusCode';

const PATCH: PatchRules = {
  '/selectionPattern': patchText('selectionPattern'),
  '/contentHandling': patchText('contentHandling'),
  '/responseParameters/{name}': patchEntry('responseParameters'),
  '/responseTemplates/{contentType}': patchEntry('responseTemplates'),
};

export const integrationResponses = (state: ApiGatewayState): Record<string, Operation> => ({
  PutIntegrationResponse: (input, context) => {
    const found = findMethod(state, input, context);
    state.integration(found);
    return { status: 201, body: { ...put(state, context, found, newResponse(input)) } };
  },
  GetIntegrationResponse: (input, context) => ({ body: { ...named(state, input, context).response } }),
  UpdateIntegrationResponse: (input, context) => {
    const { found, response } = named(state, input, context);
    const updated = applyPatch(response, input.patchOperations, PATCH);
    return { body: { ...put(state, context, found, updated) } };
  },
  DeleteIntegrationResponse: (input, context) => {
    const { found, response } = named(state, input, context);
    const integration = state.integration(found);
    const { [response.statusCode]: _, ...integrationResponses } = integration.integrationResponses ?? {};
    const methodIntegration = { ...integration, integrationResponses };
    state.putMethod(context, found.resource, { ...found.method, methodIntegration });
    return { status: 204 };
  },
});

const newResponse = (input: Input): IntegrationResponse => ({
  statusCode: statusCode(input),
  selectionPattern: filledText(input, 'selectionPattern'),
  responseParameters: textMap(input, 'responseParameters'),
  responseTemplates: textMap(input, 'responseTemplates'),
  contentHandling: filledText(input, 'contentHandling'),
});

function named(state: ApiGatewayState, input: Input, context: OperationContext) {
  const found = findMethod(state, input, context);
  const responses = state.integration(found).integrationResponses;
  const response = own(responses, requiredText(input, 'statusCode'));
  if (response === undefined) throw notFound('Invalid Integration Response identifier specified');
  return { found, response };
}

function put(
  state: ApiGatewayState,
  scope: Scope,
  found: FoundMethod,
  response: IntegrationResponse,
): IntegrationResponse {
  checkAgainstMethod(found, response);
  const integration = state.integration(found);
  const integrationResponses = { ...integration.integrationResponses, [response.statusCode]: response };
  const methodIntegration = { ...integration, integrationResponses };
  state.putMethod(scope, found.resource, { ...found.method, methodIntegration });
  return response;
}

/** What an integration answers has to be declared by the method first: the status, and each mapped header. */
function checkAgainstMethod({ method }: FoundMethod, response: IntegrationResponse): void {
  const declared = own(method.methodResponses, response.statusCode);
  if (declared === undefined) throw notFound('Invalid Response status code specified');
  for (const parameter of Object.keys(response.responseParameters ?? {})) {
    if (own(declared.responseParameters, parameter) === undefined) {
      throw badRequest(`Invalid mapping expression parameter specified: ${parameter}`);
    }
  }
}
