import type { Input, Operation, OperationContext } from '../../service';
import { type ApiGatewayState, idOf, type Scope } from '../apiGatewayState';
import { badRequest, conflict } from '../errors';
import type { BasePathMapping } from '../model';
import { applyPatch, type PatchRules } from './applyPatch';
import { page } from './page';
import { only, patchText } from './patchRules';
import { filledText, requiredText } from './readInput';

/** How the API names the empty base path. */
const NO_BASE_PATH = '(none)';

const PATCH: PatchRules = {
  '/basePath': only('replace', patchText('basePath')),
  '/restapiId': only('replace', patchText('restApiId')),
  '/restApiId': only('replace', patchText('restApiId')),
  '/stage': patchText('stage'),
};

export const basePathMappings = (state: ApiGatewayState): Record<string, Operation> => ({
  CreateBasePathMapping: (input, context) => {
    const { domainName } = state.domainName(context, requiredText(input, 'domainName'));
    const mapping: BasePathMapping = {
      domainName,
      basePath: basePathOf(filledText(input, 'basePath')),
      restApiId: requiredText(input, 'restApiId'),
      stage: filledText(input, 'stage'),
    };
    refuseDuplicate(state, context, mapping);
    checkTarget(state, context, mapping);
    return { status: 201, body: show(state.putBasePathMapping(context, mapping)) };
  },
  GetBasePathMapping: (input, context) => ({ body: show(named(state, input, context)) }),
  GetBasePathMappings: (input, context) => {
    const { domainName } = state.domainName(context, requiredText(input, 'domainName'));
    return page(state.mappingsOfDomain(context.region, domainName).map(show), input);
  },
  UpdateBasePathMapping: (input, context) => {
    const before = named(state, input, context);
    const patched = applyPatch(before, input.patchOperations, PATCH);
    const mapping = { ...patched, basePath: basePathOf(patched.basePath) };
    if (mapping.basePath !== before.basePath) refuseDuplicate(state, context, mapping);
    checkTarget(state, context, mapping);
    state.basePathMappings.delete(context.region, idOf(before.domainName, before.basePath));
    return { body: show(state.putBasePathMapping(context, mapping)) };
  },
  DeleteBasePathMapping: (input, context) => {
    const { domainName, basePath } = named(state, input, context);
    state.basePathMappings.delete(context.region, idOf(domainName, basePath));
    return { status: 202 };
  },
});

const named = (state: ApiGatewayState, input: Input, context: OperationContext): BasePathMapping =>
  state.basePathMapping(
    context,
    requiredText(input, 'domainName'),
    filledText(input, 'basePath') ?? NO_BASE_PATH,
  );

function basePathOf(given: string | undefined): string {
  if (given === undefined || given === NO_BASE_PATH) return NO_BASE_PATH;
  if (given.includes('/')) {
    throw badRequest(
      "API Gateway V1 doesn't support the slash character (/) in base path mappings. To create a multi-level base path mapping, use API Gateway V2.",
    );
  }
  if (!/^[\w$\-.+!*'()]{1,300}$/.test(given)) {
    throw badRequest("Base path only allows the characters a-zA-Z0-9 and $-_.+!*'().");
  }
  return given;
}

function refuseDuplicate(
  state: ApiGatewayState,
  { region }: Scope,
  { domainName, basePath }: BasePathMapping,
): void {
  if (state.basePathMappings.get(region, idOf(domainName, basePath))) {
    throw conflict('Base path already exists for this domain name');
  }
}

function checkTarget(state: ApiGatewayState, { region }: Scope, { restApiId, stage }: BasePathMapping): void {
  if (!state.restApis.get(region, restApiId)) throw badRequest('Invalid REST API identifier specified');
  if (stage !== undefined && !state.stages.get(region, idOf(restApiId, stage))) {
    throw badRequest('Invalid stage identifier specified');
  }
}

const show = ({ domainName: _, ...mapping }: BasePathMapping): Record<string, unknown> => mapping;
