import { createResourceTree, type ResourceTree } from '../../../aws/apigateway/resourceTree';
import type { Deployment, Integration, IntegrationResponse, Method, Resource, Texts } from '../model';
import { createTemplate, type Template } from '../template/template';

export type Templates = ReadonlyMap<string, Template>;

export interface CompiledResponse {
  readonly definition: IntegrationResponse;
  /** Absent for the default response. */
  readonly pattern?: RegExp;
  readonly templates: Templates;
}

export interface CompiledMethod {
  readonly definition: Method;
  readonly integration: Integration;
  readonly requestTemplates: Templates;
  readonly responses: readonly CompiledResponse[];
}

/** A deployment made ready to answer requests. */
export interface CompiledApi {
  readonly tree: ResourceTree<Resource, CompiledMethod>;
  readonly deployment: Deployment;
}

/** Compiled once per deployment, and forgotten with it. */
const compiled = new WeakMap<Deployment, CompiledApi>();

export function compileApi(deployment: Deployment): CompiledApi {
  const known = compiled.get(deployment);
  if (known !== undefined) return known;
  const api = { deployment, tree: createResourceTree(deployment.snapshot.resources, compileMethods) };
  compiled.set(deployment, api);
  return api;
}

function compileMethods({ methods }: Resource): Map<string, CompiledMethod> {
  const entries = Object.entries(methods).flatMap(([verb, definition]) => {
    const integration = definition.methodIntegration;
    return integration ? [[verb, compileMethod(definition, integration)] as const] : [];
  });
  return new Map(entries);
}

const compileMethod = (definition: Method, integration: Integration): CompiledMethod => ({
  definition,
  integration,
  requestTemplates: compileTemplates(integration.requestTemplates),
  responses: Object.values(integration.integrationResponses ?? {}).map(compileResponse),
});

function compileResponse(definition: IntegrationResponse): CompiledResponse {
  const { selectionPattern, responseTemplates } = definition;
  return {
    definition,
    templates: compileTemplates(responseTemplates),
    ...(selectionPattern && { pattern: patternOf(selectionPattern) }),
  };
}

const compileTemplates = (byContentType: Texts = {}): Templates =>
  new Map(Object.entries(byContentType).map(([type, text]) => [type.toLowerCase(), createTemplate(text)]));

/** The pattern has to match the whole status or error message; one that is no expression matches only itself. */
function patternOf(selectionPattern: string): RegExp {
  try {
    return new RegExp(`^(?:${selectionPattern})$`, 's');
  } catch {
    return new RegExp(`^${selectionPattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
  }
}
