import type { Input, Operation } from '../../service';
import { type ApiGatewayState, own, type Scope } from '../apiGatewayState';
import { badRequest, conflict } from '../errors';
import type { Method } from '../model';
import { applyPatch, type PatchRules } from './applyPatch';
import { findMethod } from './findMethod';
import { checkModels } from './models';
import { only, patchEntry, patchFlag, patchItem, patchText } from './patchRules';
import { filledText, flag, flagMap, requiredText, textMap, texts } from './readInput';

const VERBS = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'ANY'];

const PATCH: PatchRules = {
  '/authorizationType': only('replace', patchText('authorizationType')),
  '/authorizationScopes/{scope}': patchItem('authorizationScopes'),
  '/apiKeyRequired': patchFlag('apiKeyRequired'),
  '/operationName': patchText('operationName'),
  '/requestValidatorId': patchText('requestValidatorId'),
  '/requestParameters/{name}': patchEntry('requestParameters', (value) => value.toLowerCase() === 'true'),
  '/requestModels/{contentType}': patchEntry('requestModels'),
};

export const methods = (state: ApiGatewayState): Record<string, Operation> => ({
  PutMethod: (input, context) => {
    const resource = state.resource(
      context,
      requiredText(input, 'restApiId'),
      requiredText(input, 'resourceId'),
    );
    const method = newMethod(input);
    checkMethod(state, context, resource.restApiId, method);
    if (own(resource.methods, method.httpMethod)) throw conflict('Method already exists for this resource');
    return { status: 201, body: { ...state.putMethod(context, resource, method) } };
  },
  GetMethod: (input, context) => ({ body: { ...findMethod(state, input, context).method } }),
  UpdateMethod: (input, context) => {
    const { resource, method } = findMethod(state, input, context);
    const updated = applyPatch(method, input.patchOperations, PATCH);
    checkMethod(state, context, resource.restApiId, updated);
    return { body: { ...state.putMethod(context, resource, updated) } };
  },
  DeleteMethod: (input, context) => {
    const { resource, method } = findMethod(state, input, context);
    const { [method.httpMethod]: _, ...others } = resource.methods;
    state.putResource(context, { ...resource, methods: others });
    return { status: 204 };
  },
});

const newMethod = (input: Input): Method => ({
  httpMethod: requiredText(input, 'httpMethod'),
  authorizationType: requiredText(input, 'authorizationType').toUpperCase(),
  authorizationScopes: texts(input, 'authorizationScopes'),
  apiKeyRequired: flag(input, 'apiKeyRequired') ?? false,
  operationName: filledText(input, 'operationName'),
  requestValidatorId: filledText(input, 'requestValidatorId'),
  requestParameters: flagMap(input, 'requestParameters'),
  requestModels: textMap(input, 'requestModels'),
});

function checkMethod(state: ApiGatewayState, scope: Scope, apiId: string, method: Method): void {
  if (!VERBS.includes(method.httpMethod)) {
    throw badRequest(`Invalid HttpMethod specified. Valid options are ${VERBS.join(',')}`);
  }
  checkAuthorization(method.authorizationType);
  checkParameterNames(Object.keys(method.requestParameters ?? {}));
  checkModels(state, scope, apiId, method.requestModels ?? {});
  if (method.requestValidatorId !== undefined)
    throw badRequest('Invalid Request Validator identifier specified');
}

/** The emulator has no authorizers, so none can be named. */
function checkAuthorization(type: string): void {
  if (type === 'NONE' || type === 'AWS_IAM') return;
  if (type === 'CUSTOM' || type === 'COGNITO_USER_POOLS') {
    throw badRequest(
      'Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.',
    );
  }
  throw badRequest(
    'Invalid authorization type specified. Valid options are NONE, AWS_IAM, CUSTOM, COGNITO_USER_POOLS',
  );
}

function checkParameterNames(parameters: readonly string[]): void {
  for (const parameter of parameters) {
    if (!/^method\.request\.(querystring|path|header)\..+/.test(parameter)) {
      throw badRequest(`Invalid mapping expression parameter specified: ${parameter}`);
    }
  }
  const names = new Set(parameters.map((parameter) => parameter.split('.').slice(3).join('.')));
  if (names.size !== parameters.length) {
    throw badRequest('Parameter names must be unique across querystring, header and path');
  }
}
