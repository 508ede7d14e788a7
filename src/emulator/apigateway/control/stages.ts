import type { Input, Operation, OperationContext, Reply } from '../../service';
import { type ApiGatewayState, idOf, type Scope } from '../apiGatewayState';
import { badRequest, conflict } from '../errors';
import type { Deployment, Stage, Texts } from '../model';
import { applyPatch, type PatchRules } from './applyPatch';
import { METHOD_SETTING_PATCH } from './methodSettings';
import { now } from './now';
import { only, patchEntry, patchFlag, patchInside, patchText } from './patchRules';
import { filledText, flag, requiredText, textMap } from './readInput';

const PATCH: PatchRules = {
  '/deploymentId': only('replace', patchText('deploymentId')),
  '/description': patchText('description'),
  '/variables/{variable_name}': patchEntry('variables'),
  '/cacheClusterEnabled': patchFlag('cacheClusterEnabled'),
  '/cacheClusterSize': patchText('cacheClusterSize'),
  '/clientCertificateId': patchText('clientCertificateId'),
  '/documentationVersion': patchText('documentationVersion'),
  '/tracingEnabled': patchFlag('tracingEnabled'),
  '/accessLogSettings': {
    ops: ['remove'],
    apply: ({ accessLogSettings: _, ...stage }) => stage,
  },
  '/accessLogSettings/destinationArn': patchInside('accessLogSettings', patchText('destinationArn')),
  '/accessLogSettings/format': patchInside('accessLogSettings', patchText('format')),
  ...METHOD_SETTING_PATCH,
};

export const stages = (state: ApiGatewayState): Record<string, Operation> => ({
  CreateStage: (input, context) => {
    const { id: apiId } = state.restApi(context, requiredText(input, 'restApiId'));
    const stage = newStage(input, apiId, requiredText(input, 'deploymentId'));
    if (state.stages.get(context.region, idOf(apiId, stage.stageName)))
      throw conflict('Stage already exists');
    checkStage(state, context, stage);
    return { status: 201, body: show(state.putStage(context, stage)) };
  },
  GetStage: (input, context) => ({ body: show(named(state, input, context)) }),
  GetStages: (input, context) => {
    const { id } = state.restApi(context, requiredText(input, 'restApiId'));
    const deploymentId = filledText(input, 'deploymentId');
    const found = state
      .stagesOf(context, id)
      .filter((stage) => deploymentId === undefined || stage.deploymentId === deploymentId);
    return { body: { item: found.map(show) } };
  },
  UpdateStage: (input, context) => {
    const patched = applyPatch(named(state, input, context), input.patchOperations, PATCH);
    const stage = { ...patched, lastUpdatedDate: now() };
    checkStage(state, context, stage);
    return { body: show(state.putStage(context, stage)) };
  },
  DeleteStage: (input, context) => deleteStage(state, named(state, input, context), context),
});

/** CreateDeployment with a `stageName`: that stage serves the deployment from now on, and is made if need be. */
export function moveOrCreateStage(
  state: ApiGatewayState,
  scope: Scope,
  { restApiId, id: deploymentId }: Deployment,
  input: Input,
): Stage | undefined {
  const stageName = filledText(input, 'stageName');
  if (stageName === undefined) return undefined;
  const before = state.stages.get(scope.region, idOf(restApiId, stageName));
  const description = filledText(input, 'stageDescription');
  const made = newStage({ ...input, description }, restApiId, deploymentId);
  checkVariables(made.variables);
  if (before === undefined) return made;
  const variables = { ...before.variables, ...made.variables };
  return {
    ...before,
    deploymentId,
    lastUpdatedDate: now(),
    ...(description !== undefined && { description }),
    ...(Object.keys(variables).length > 0 && { variables }),
  };
}

const named = (state: ApiGatewayState, input: Input, context: OperationContext): Stage =>
  state.stage(context, requiredText(input, 'restApiId'), requiredText(input, 'stageName'));

function newStage(input: Input, restApiId: string, deploymentId: string): Stage {
  const stageName = requiredText(input, 'stageName');
  if (!/^[\w-]+$/.test(stageName)) throw badRequest('Stage name only allows a-zA-Z0-9_-');
  const time = now();
  return {
    restApiId,
    stageName,
    deploymentId,
    description: filledText(input, 'description'),
    variables: textMap(input, 'variables'),
    cacheClusterEnabled: flag(input, 'cacheClusterEnabled') ?? false,
    cacheClusterSize: filledText(input, 'cacheClusterSize'),
    cacheClusterStatus: 'NOT_AVAILABLE',
    documentationVersion: filledText(input, 'documentationVersion'),
    methodSettings: {},
    tracingEnabled: flag(input, 'tracingEnabled') ?? false,
    tags: textMap(input, 'tags') ?? {},
    createdDate: time,
    lastUpdatedDate: time,
  };
}

function checkStage(state: ApiGatewayState, { region }: Scope, stage: Stage): void {
  if (!state.deployments.get(region, idOf(stage.restApiId, stage.deploymentId))) {
    throw badRequest('Deployment id does not exist');
  }
  checkVariables(stage.variables);
}

function checkVariables(variables: Texts | undefined): void {
  for (const [name, value] of Object.entries(variables ?? {})) {
    if (!/^\w+$/.test(name)) throw badRequest(`Stage variable name ${name} may only have a-zA-Z0-9_`);
    if (!/^[A-Za-z0-9\-._~:/?#&=,]*$/.test(value)) {
      throw badRequest(`The value of stage variable ${name} may only have A-Za-z0-9-._~:/?#&=,`);
    }
  }
}

function deleteStage(state: ApiGatewayState, { restApiId, stageName }: Stage, scope: Scope): Reply {
  const domains = state
    .mappingsOfApi(scope, restApiId)
    .filter(({ stage }) => stage === stageName)
    .map(({ domainName }) => domainName);
  if (domains.length > 0) {
    throw badRequest(
      `Deleting stage ${stageName} failed. Please remove all base path mappings related to the stage in your domains: ${domains.join(', ')}`,
    );
  }
  state.stages.delete(scope.region, idOf(restApiId, stageName));
  return { status: 202 };
}

const show = ({ restApiId: _, ...stage }: Stage): Record<string, unknown> => stage;
