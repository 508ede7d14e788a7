import type { Input, Operation, OperationContext, Reply } from '../../service';
import { type ApiGatewayState, idOf, type Scope } from '../apiGatewayState';
import { badRequest, conflict, notFound } from '../errors';
import type { Resource } from '../model';
import { applyPatch, type PatchRules } from './applyPatch';
import { newId } from './newId';
import { page } from './page';
import { only, patchText } from './patchRules';
import { requiredText, texts } from './readInput';
import { showResource } from './showResource';

const PATH_PART = /^(?:[\w.\-:]+|\{[\w.\-:]+\+?\})$/;

const PATCH: PatchRules = {
  '/parentId': only('replace', patchText('parentId')),
  '/pathPart': only('replace', patchText('pathPart')),
};

export const resources = (state: ApiGatewayState): Record<string, Operation> => ({
  CreateResource: (input, context) => {
    const parent = state.resource(context, requiredText(input, 'restApiId'), requiredText(input, 'parentId'));
    const resource = place(state, context, parent, {
      id: newId(),
      pathPart: requiredText(input, 'pathPart'),
      methods: {},
    });
    return shown(state.putResource(context, resource), input, 201);
  },
  GetResource: (input, context) => shown(named(state, input, context), input),
  GetResources: (input, context) => {
    const { id } = state.restApi(context, requiredText(input, 'restApiId'));
    const items = state
      .resourcesOf(context, id)
      .map((resource) => showResource(resource, embedsMethods(input)));
    return page(items, input);
  },
  UpdateResource: (input, context) => shown(updateResource(state, input, context), input),
  DeleteResource: (input, context) => {
    const resource = named(state, input, context);
    if (resource.parentId === undefined) throw badRequest('Root resource cannot be deleted');
    for (const { restApiId, id } of withDescendants(state, context, resource)) {
      state.resources.delete(context.region, idOf(restApiId, id));
    }
    return { status: 202 };
  },
});

const named = (state: ApiGatewayState, input: Input, context: OperationContext): Resource =>
  state.resource(context, requiredText(input, 'restApiId'), requiredText(input, 'resourceId'));

const embedsMethods = (input: Input): boolean => (texts(input, 'embed') ?? []).includes('methods');

const shown = (resource: Resource, input: Input, status = 200): Reply => ({
  status,
  body: showResource(resource, embedsMethods(input)),
});

type Placed = Pick<Resource, 'id' | 'methods'> & { readonly pathPart: string };

/** A resource under its parent, with the path that follows from it; refused where API Gateway would refuse it. */
function place(
  state: ApiGatewayState,
  scope: Scope,
  parent: Resource,
  { id, pathPart, methods }: Placed,
): Resource {
  if (!PATH_PART.test(pathPart)) {
    throw badRequest(
      "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.",
    );
  }
  if (parent.pathPart?.endsWith('+}')) {
    throw badRequest(`Cannot create a child of a resource with a greedy path variable: ${parent.path}`);
  }
  checkSiblings(state, scope, parent, { id, pathPart, methods });
  const path = `${parent.path === '/' ? '' : parent.path}/${pathPart}`;
  return { restApiId: parent.restApiId, id, parentId: parent.id, pathPart, path, methods };
}

function checkSiblings(
  state: ApiGatewayState,
  scope: Scope,
  parent: Resource,
  { id, pathPart }: Placed,
): void {
  const siblings = state
    .resourcesOf(scope, parent.restApiId)
    .filter((other) => other.parentId === parent.id && other.id !== id);
  if (siblings.some((sibling) => sibling.pathPart === pathPart)) {
    throw conflict(`Another resource with the same parent already has this name: ${pathPart}`);
  }
  const variable = siblings.find((sibling) => isVariable(sibling.pathPart) && !isGreedy(sibling.pathPart));
  if (variable && isVariable(pathPart) && !isGreedy(pathPart)) {
    throw badRequest(
      `A sibling (${variable.pathPart}) of this resource already has a variable path part -- only one is allowed`,
    );
  }
}

const isVariable = (pathPart: string | undefined): boolean => pathPart?.startsWith('{') ?? false;
const isGreedy = (pathPart: string | undefined): boolean => pathPart?.endsWith('+}') ?? false;

function updateResource(state: ApiGatewayState, input: Input, context: OperationContext): Resource {
  const before = named(state, input, context);
  const { parentId, pathPart, id, methods } = applyPatch(before, input.patchOperations, PATCH);
  if (parentId === undefined || pathPart === undefined) throw badRequest('Root resource cannot be updated');
  const family = withDescendants(state, context, before);
  if (family.some((member) => member.id === parentId)) throw badRequest('Resources cannot be cyclical.');
  const parent = state.resources.get(context.region, idOf(before.restApiId, parentId));
  if (parent === undefined) throw notFound('Invalid Resource identifier specified');
  const resource = place(state, context, parent, { id, pathPart, methods });
  for (const member of family) {
    state.putResource(context, { ...member, path: resource.path + member.path.slice(before.path.length) });
  }
  return state.putResource(context, resource);
}

/** A resource and all that lies below it, parents first. */
function withDescendants(state: ApiGatewayState, scope: Scope, top: Resource): Resource[] {
  const all = state.resourcesOf(scope, top.restApiId);
  const below = (resource: Resource): Resource[] => [
    resource,
    ...all.filter(({ parentId }) => parentId === resource.id).flatMap(below),
  ];
  return below(top);
}
