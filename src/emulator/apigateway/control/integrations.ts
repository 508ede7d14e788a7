import type { Input, Operation } from '../../service';
import type { ApiGatewayState } from '../apiGatewayState';
import { badRequest } from '../errors';
import type { Integration, IntegrationType } from '../model';
import { applyPatch, type PatchRules } from './applyPatch';
import { findMethod } from './findMethod';
import { only, patchEntry, patchFlag, patchInside, patchInteger, patchItem, patchText } from './patchRules';
import { filledText, integer, record, textMap, texts } from './readInput';

const TYPES: readonly IntegrationType[] = ['MOCK', 'AWS', 'AWS_PROXY', 'HTTP', 'HTTP_PROXY'];
const PASSTHROUGH = ['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER'];

/** API Gateway gives up on an integration after this long, unless the integration says less. */
const DEFAULT_TIMEOUT_MS = 29_000;
const MIN_TIMEOUT_MS = 50;

const PATCH: PatchRules = {
  '/type': only('replace', patchText('type')),
  '/uri': patchText('uri'),
  '/httpMethod': patchText('httpMethod'),
  '/credentials': patchText('credentials'),
  '/connectionType': patchText('connectionType'),
  '/connectionId': patchText('connectionId'),
  '/contentHandling': patchText('contentHandling'),
  '/passthroughBehavior': only('replace', patchText('passthroughBehavior')),
  '/timeoutInMillis': patchInteger('timeoutInMillis'),
  '/cacheNamespace': patchText('cacheNamespace'),
  '/cacheKeyParameters/{name}': patchItem('cacheKeyParameters'),
  '/requestParameters/{name}': patchEntry('requestParameters'),
  '/requestTemplates/{contentType}': patchEntry('requestTemplates'),
  '/tlsConfig/insecureSkipVerification': patchInside('tlsConfig', patchFlag('insecureSkipVerification')),
};

export const integrations = (state: ApiGatewayState): Record<string, Operation> => ({
  PutIntegration: (input, context) => {
    const { resource, method } = findMethod(state, input, context);
    const integration = newIntegration(input, resource.id);
    checkIntegration(integration);
    state.putMethod(context, resource, { ...method, methodIntegration: integration });
    return { status: 201, body: { ...integration } };
  },
  GetIntegration: (input, context) => ({
    body: { ...state.integration(findMethod(state, input, context)) },
  }),
  UpdateIntegration: (input, context) => {
    const found = findMethod(state, input, context);
    const patched = applyPatch(state.integration(found), input.patchOperations, PATCH);
    const integration = { ...patched, timeoutInMillis: patched.timeoutInMillis ?? DEFAULT_TIMEOUT_MS };
    checkIntegration(integration);
    state.putMethod(context, found.resource, { ...found.method, methodIntegration: integration });
    return { body: { ...integration } };
  },
  DeleteIntegration: (input, context) => {
    const found = findMethod(state, input, context);
    state.integration(found);
    const { methodIntegration: _, ...method } = found.method;
    state.putMethod(context, found.resource, method);
    return { status: 204 };
  },
});

const newIntegration = (input: Input, resourceId: string): Integration => ({
  type: (filledText(input, 'type') ?? '') as IntegrationType,
  httpMethod: filledText(input, 'integrationHttpMethod'),
  uri: filledText(input, 'uri'),
  connectionType: filledText(input, 'connectionType'),
  connectionId: filledText(input, 'connectionId'),
  credentials: filledText(input, 'credentials'),
  requestParameters: textMap(input, 'requestParameters'),
  requestTemplates: textMap(input, 'requestTemplates'),
  passthroughBehavior: filledText(input, 'passthroughBehavior') ?? 'WHEN_NO_MATCH',
  contentHandling: filledText(input, 'contentHandling'),
  timeoutInMillis: integer(input, 'timeoutInMillis') ?? DEFAULT_TIMEOUT_MS,
  cacheNamespace: filledText(input, 'cacheNamespace') ?? resourceId,
  cacheKeyParameters: texts(input, 'cacheKeyParameters') ?? [],
  tlsConfig: record(input, 'tlsConfig'),
});

function checkIntegration(integration: Integration): void {
  const { type, passthroughBehavior, timeoutInMillis } = integration;
  if (!TYPES.includes(type)) {
    throw badRequest(
      `Enumeration value for Integration type must be non-empty. Valid values are ${TYPES.join(', ')}.`,
    );
  }
  if (!PASSTHROUGH.includes(passthroughBehavior)) {
    throw badRequest(`Invalid passthroughBehavior. Valid values are ${PASSTHROUGH.join(', ')}.`);
  }
  if (timeoutInMillis < MIN_TIMEOUT_MS || timeoutInMillis > DEFAULT_TIMEOUT_MS) {
    throw badRequest(`Timeout should be between ${MIN_TIMEOUT_MS} ms and ${DEFAULT_TIMEOUT_MS} ms`);
  }
  if (type !== 'MOCK') checkTarget(integration);
}

function checkTarget({ type, uri, httpMethod }: Integration): void {
  if (httpMethod === undefined) throw badRequest('Enumeration value for HttpMethod must be non-empty');
  if (type === 'HTTP' || type === 'HTTP_PROXY') {
    if (!/^https?:\/\/./.test(uri ?? '')) throw badRequest('Invalid HTTP endpoint specified for URI');
  } else if (!uri?.startsWith('arn:')) {
    throw badRequest('Invalid ARN specified in the request');
  } else if (!/^arn:[^:]+:apigateway:[^:]+:[^:]+:(path|action)\//.test(uri)) {
    throw badRequest('AWS ARN for integration must contain path or action');
  }
}
