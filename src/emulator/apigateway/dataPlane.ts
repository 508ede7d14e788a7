import type { EndpointRoute, InternalCalls } from '../../aws/backend';
import type { HttpReply, HttpRequest } from '../../aws/http';
import type { FunctionInvoker } from '../ports';
import { type ApiGatewayState, idOf } from './apiGatewayState';
import { authorize, refuseDisabledEndpoint } from './invoke/authorize';
import { type CompiledApi, compileApi } from './invoke/compiledApi';
import { forbidden, GatewayError, gatewayErrorReply, missingToken, notEmulated } from './invoke/gatewayError';
import { runHttpProxy } from './invoke/httpProxyIntegration';
import type { Invocation } from './invoke/invocation';
import { runLambda } from './invoke/lambdaIntegration';
import { runLambdaProxy } from './invoke/lambdaProxyIntegration';
import { runMock } from './invoke/mockIntegration';
import { prepareInvocation } from './invoke/preparedInvocation';
import { createRequestIds, type RequestIds, withIds } from './invoke/requestIds';
import type { IntegrationType, Stage } from './model';

type Run = (invocation: Invocation) => HttpReply | Promise<HttpReply>;

const INTEGRATIONS: Readonly<Record<IntegrationType, Run>> = {
  MOCK: runMock,
  AWS_PROXY: runLambdaProxy,
  AWS: runLambda,
  HTTP_PROXY: runHttpProxy,
  HTTP: () => {
    throw notEmulated(
      'The embedded emulator does not run HTTP integrations with templates; HTTP_PROXY it does.',
    );
  },
};

/** Answers requests to deployed APIs: route -> stage's snapshot -> method -> integration. */
export class DataPlane {
  constructor(
    private readonly state: ApiGatewayState,
    private readonly functions: FunctionInvoker,
    private readonly accountId: string,
  ) {}

  async invoke(route: EndpointRoute, request: HttpRequest, internal: InternalCalls): Promise<HttpReply> {
    const ids = createRequestIds(request);
    const { status, headers, body } = await this.answer(route, request, ids, internal);
    return { status, headers: withIds(headers, ids), body };
  }

  private async answer(
    route: EndpointRoute,
    request: HttpRequest,
    ids: RequestIds,
    internal: InternalCalls,
  ): Promise<HttpReply> {
    try {
      const invocation = this.prepare(route, request, ids, internal);
      authorize(invocation.method, request);
      return await INTEGRATIONS[invocation.method.integration.type](invocation);
    } catch (error) {
      if (error instanceof GatewayError) return gatewayErrorReply(error);
      throw error;
    }
  }

  private prepare(
    route: EndpointRoute,
    request: HttpRequest,
    ids: RequestIds,
    internal: InternalCalls,
  ): Invocation {
    const { stage, api } = this.served(route);
    const { id: deploymentId, snapshot } = api.deployment;
    refuseDisabledEndpoint(snapshot, route);
    const match = api.tree.match(request.method, route.path);
    if (match === undefined) {
      throw missingToken(`The deployed API has no resource and method for ${request.method} ${route.path}.`);
    }
    const { method, resource, pathParameters } = match;
    const { accountId, functions } = this;
    const path = route.domain === undefined ? route.path : request.path;
    const resourcePath = resource.path;
    const forIntegration = { path, resourcePath, pathParameters, functions, internal };
    return prepareInvocation(
      { method, stage, snapshot, http: request, ...forIntegration },
      { route, request, resource, deploymentId, accountId, ids, received: new Date() },
    );
  }

  /** The stage of a route, and the deployment it serves. */
  private served({ region, apiId, stage: name, domain }: EndpointRoute): { stage: Stage; api: CompiledApi } {
    const stage = this.state.stages.get(region, idOf(apiId, name));
    const deployment = stage && this.state.deployments.get(region, idOf(apiId, stage.deploymentId));
    if (stage && deployment) return { stage, api: compileApi(deployment) };
    if (domain !== undefined && apiId === '')
      throw forbidden(`No base path of ${domain} is mapped to this path.`);
    throw forbidden(`The API ${apiId} has no stage "${name}".`);
  }
}
