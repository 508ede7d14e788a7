import type { EmbeddedAws } from '../../aws/backend';
import type { CertificateSource, CertificateUse, FunctionInvoker } from '../ports';
import type { Service } from '../service';
import type { Store } from '../store';
import { ApiGatewayState } from './apiGatewayState';
import { certificateUse } from './certificateUse';
import { account } from './control/account';
import { basePathMappings } from './control/basePathMappings';
import { deployments } from './control/deployments';
import { domainNames } from './control/domainNames';
import { integrationResponses } from './control/integrationResponses';
import { integrations } from './control/integrations';
import { methodResponses } from './control/methodResponses';
import { methods } from './control/methods';
import { models } from './control/models';
import { resources } from './control/resources';
import { restApis } from './control/restApis';
import { stages } from './control/stages';
import { tags } from './control/tags';
import { DataPlane } from './dataPlane';
import { EndpointRoutes } from './endpointRoutes';

export interface ApiGatewayOptions {
  readonly store: Store;
  readonly functions: FunctionInvoker;
  readonly certificates: CertificateSource;
  readonly accountId: string;
  /** Which region answers for a domain that is mapped in several. */
  readonly homeRegion?: string;
}

export interface ApiGateway extends Pick<EmbeddedAws, 'route' | 'invoke'> {
  readonly service: Service;
  /** For ACM: a certificate that a domain has cannot be deleted. */
  readonly certificateUse: CertificateUse;
}

/** API Gateway for REST APIs: what Terraform and CloudFormation configure, and the endpoints that come of it. */
export function createApiGateway(options: ApiGatewayOptions): ApiGateway {
  const { store, functions, certificates, accountId, homeRegion = 'us-east-1' } = options;
  const state = new ApiGatewayState(store);
  const routes = new EndpointRoutes(state, homeRegion);
  const dataPlane = new DataPlane(state, functions, accountId);
  const operations = {
    ...restApis(state),
    ...resources(state),
    ...methods(state),
    ...methodResponses(state),
    ...integrations(state),
    ...integrationResponses(state),
    ...deployments(state),
    ...stages(state),
    ...models(state),
    ...domainNames(state, certificates),
    ...basePathMappings(state),
    ...tags(state),
    ...account(store),
  };
  return {
    service: { name: 'apigateway', operations },
    certificateUse: certificateUse(state),
    route: (address, method) => routes.find(address, method),
    invoke: (route, request, internal) => dataPlane.invoke(route, request, internal),
  };
}
