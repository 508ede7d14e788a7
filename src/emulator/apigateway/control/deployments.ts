import type { Input, Operation, OperationContext } from '../../service';
import { type ApiGatewayState, idOf, type Scope } from '../apiGatewayState';
import { badRequest } from '../errors';
import type { Deployment, Method, Resource, RestApi, Snapshot } from '../model';
import { applyPatch, type PatchRules } from './applyPatch';
import { newId } from './newId';
import { now } from './now';
import { page } from './page';
import { patchText } from './patchRules';
import { filledText, requiredText, texts } from './readInput';
import { moveOrCreateStage } from './stages';

const PATCH: PatchRules = { '/description': patchText('description') };

export const deployments = (state: ApiGatewayState): Record<string, Operation> => ({
  CreateDeployment: (input, context) => {
    const api = state.restApi(context, requiredText(input, 'restApiId'));
    const deployment: Deployment = {
      restApiId: api.id,
      id: newId(),
      description: filledText(input, 'description'),
      createdDate: now(),
      snapshot: takeSnapshot(api, state.resourcesOf(context, api.id)),
    };
    const stage = moveOrCreateStage(state, context, deployment, input);
    state.putDeployment(context, deployment);
    if (stage !== undefined) state.putStage(context, stage);
    return { status: 201, body: show(deployment) };
  },
  GetDeployment: (input, context) => {
    const deployment = named(state, input, context);
    const summary = (texts(input, 'embed') ?? []).includes('apisummary');
    return { body: { ...show(deployment), ...(summary && { apiSummary: summarize(deployment.snapshot) }) } };
  },
  GetDeployments: (input, context) => {
    const { id } = state.restApi(context, requiredText(input, 'restApiId'));
    return page(state.deploymentsOf(context, id).map(show), input);
  },
  UpdateDeployment: (input, context) => {
    const deployment = applyPatch(named(state, input, context), input.patchOperations, PATCH);
    return { body: show(state.putDeployment(context, deployment)) };
  },
  DeleteDeployment: (input, context) => {
    const { restApiId, id } = named(state, input, context);
    refuseWhileServed(state, context, restApiId, id);
    state.deployments.delete(context.region, idOf(restApiId, id));
    return { status: 202 };
  },
});

const named = (state: ApiGatewayState, input: Input, context: OperationContext): Deployment =>
  state.deployment(context, requiredText(input, 'restApiId'), requiredText(input, 'deploymentId'));

const show = ({ id, description, createdDate }: Deployment): Record<string, unknown> => ({
  id,
  description,
  createdDate,
});

/** The API as it is now; an API that could not answer anything cannot be deployed. */
function takeSnapshot(api: RestApi, resources: readonly Resource[]): Snapshot {
  const methods = resources.flatMap((resource) => Object.values(resource.methods));
  if (methods.length === 0) throw badRequest("The REST API doesn't contain any methods");
  if (methods.some((method) => method.methodIntegration === undefined)) {
    throw badRequest('No integration defined for method');
  }
  return {
    resources,
    binaryMediaTypes: api.binaryMediaTypes ?? [],
    disableExecuteApiEndpoint: api.disableExecuteApiEndpoint,
  };
}

function summarize({ resources }: Snapshot): Record<string, Record<string, object>> {
  const summary = ({ authorizationType, apiKeyRequired }: Method) => ({ authorizationType, apiKeyRequired });
  const shown = resources
    .filter(({ methods }) => Object.keys(methods).length > 0)
    .map(({ path, methods }) => {
      const entries = Object.entries(methods).map(([verb, method]) => [verb, summary(method)] as const);
      return [path, Object.fromEntries(entries)] as const;
    });
  return Object.fromEntries(shown);
}

function refuseWhileServed(state: ApiGatewayState, scope: Scope, apiId: string, id: string): void {
  if (state.stagesOf(scope, apiId).some(({ deploymentId }) => deploymentId === id)) {
    throw badRequest('Active stages pointing to this deployment must be moved or deleted');
  }
}
