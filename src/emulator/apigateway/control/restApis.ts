import type { Input, Operation, OperationContext, Reply } from '../../service';
import { type ApiGatewayState, idOf, type Scope } from '../apiGatewayState';
import { badRequest } from '../errors';
import type { RestApi } from '../model';
import { applyPatch, type PatchRules } from './applyPatch';
import { endpointConfiguration, patchEndpointType } from './endpointConfiguration';
import { newId } from './newId';
import { now } from './now';
import { page } from './page';
import { only, patchFlag, patchInside, patchInteger, patchItem, patchText } from './patchRules';
import { filledText, flag, integer, requiredText, text, textMap, texts } from './readInput';

const MAX_COMPRESSION_SIZE = 10_485_760;

const PATCH: PatchRules = {
  '/name': only('replace', patchText('name')),
  '/description': patchText('description'),
  '/policy': patchText('policy'),
  '/apiKeySource': only('replace', patchText('apiKeySource')),
  '/minimumCompressionSize': patchInteger('minimumCompressionSize'),
  '/disableExecuteApiEndpoint': patchFlag('disableExecuteApiEndpoint'),
  '/binaryMediaTypes/{type}': patchItem('binaryMediaTypes'),
  '/endpointConfiguration/types/{index}': patchEndpointType,
  '/endpointConfiguration/ipAddressType': patchInside('endpointConfiguration', patchText('ipAddressType')),
};

export const restApis = (state: ApiGatewayState): Record<string, Operation> => ({
  CreateRestApi: (input, context) => {
    const api = newRestApi(input);
    state.restApis.put(context.region, api.id, api);
    state.putResource(context, { restApiId: api.id, id: api.rootResourceId, path: '/', methods: {} });
    return { status: 201, body: { ...api } };
  },
  GetRestApi: (input, context) => ({ body: { ...named(state, input, context) } }),
  GetRestApis: (input, { region }) => page(state.restApis.list(region), input),
  UpdateRestApi: (input, context) => {
    const api = applyPatch(named(state, input, context), input.patchOperations, PATCH);
    checkRestApi(api);
    state.restApis.put(context.region, api.id, api);
    return { body: { ...api } };
  },
  DeleteRestApi: (input, context) => deleteRestApi(state, named(state, input, context), context),
});

const named = (state: ApiGatewayState, input: Input, context: OperationContext): RestApi =>
  state.restApi(context, requiredText(input, 'restApiId'));

function newRestApi(input: Input): RestApi {
  if (text(input, 'description') === '') throw badRequest('Description cannot be an empty string');
  const api: RestApi = {
    id: newId(),
    name: requiredText(input, 'name'),
    description: text(input, 'description'),
    createdDate: now(),
    version: filledText(input, 'version'),
    binaryMediaTypes: texts(input, 'binaryMediaTypes'),
    minimumCompressionSize: integer(input, 'minimumCompressionSize'),
    apiKeySource: filledText(input, 'apiKeySource') ?? 'HEADER',
    endpointConfiguration: endpointConfiguration(input),
    policy: filledText(input, 'policy'),
    tags: textMap(input, 'tags') ?? {},
    disableExecuteApiEndpoint: flag(input, 'disableExecuteApiEndpoint') ?? false,
    rootResourceId: newId(),
  };
  checkRestApi(api);
  return api;
}

function checkRestApi({ name, minimumCompressionSize: size, apiKeySource }: RestApi): void {
  if (!name) throw badRequest('The name of a REST API must not be empty.');
  if (size !== undefined && (size < 0 || size > MAX_COMPRESSION_SIZE)) {
    throw badRequest(`Invalid minimum compression size, must be between 0 and ${MAX_COMPRESSION_SIZE}`);
  }
  if (apiKeySource !== 'HEADER' && apiKeySource !== 'AUTHORIZER') {
    throw badRequest(`Invalid apiKeySource "${apiKeySource}". Valid values are HEADER, AUTHORIZER.`);
  }
}

function deleteRestApi(state: ApiGatewayState, { id }: RestApi, scope: Scope): Reply {
  const domains = state.mappingsOfApi(scope, id).map(({ domainName }) => domainName);
  if (domains.length > 0) {
    throw badRequest(
      `Deleting RestApi ${id} failed. Please remove all base path mappings related to the RestApi in your domains: ${domains.join(', ')}`,
    );
  }
  const { region } = scope;
  for (const stage of state.stagesOf(scope, id)) state.stages.delete(region, idOf(id, stage.stageName));
  for (const deployment of state.deploymentsOf(scope, id)) {
    state.deployments.delete(region, idOf(id, deployment.id));
  }
  for (const resource of state.resourcesOf(scope, id)) state.resources.delete(region, idOf(id, resource.id));
  for (const model of state.modelsOf(scope, id)) state.models.delete(region, idOf(id, model.name));
  state.restApis.delete(region, id);
  return { status: 202 };
}
