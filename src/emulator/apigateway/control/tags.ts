import type { Input, Operation, OperationContext } from '../../service';
import type { ApiGatewayState } from '../apiGatewayState';
import { badRequest, notFound } from '../errors';
import type { Texts } from '../model';
import { requiredText, textMap, texts } from './readInput';

/** A thing with tags, and the way to put it back with others. */
interface Tagged {
  readonly tags: Texts;
  retag(tags: Texts): void;
}

export const tags = (state: ApiGatewayState): Record<string, Operation> => ({
  TagResource: (input, context) => {
    const { tags, retag } = find(state, input, context);
    retag({ ...tags, ...textMap(input, 'tags') });
    return { status: 204 };
  },
  UntagResource: (input, context) => {
    const { tags, retag } = find(state, input, context);
    const removed = new Set(texts(input, 'tagKeys'));
    retag(Object.fromEntries(Object.entries(tags).filter(([key]) => !removed.has(key))));
    return { status: 204 };
  },
  GetTags: (input, context) => ({ body: { tags: find(state, input, context).tags } }),
});

/** `arn:aws:apigateway:us-east-1::/restapis/a1b2c3/stages/local` -> that stage. */
function find(state: ApiGatewayState, input: Input, context: OperationContext): Tagged {
  const arn = requiredText(input, 'resourceArn');
  const [, region, path] = /^arn:[^:]+:apigateway:([^:]*):[^:]*:(\/.+)$/.exec(arn) ?? [];
  if (region === undefined || path === undefined) throw badRequest('Invalid ARN specified in the request');
  const scope = { ...context, region: region || context.region };
  const [, kind, id = '', inner, innerId = ''] = path.split('/');
  if (kind === 'restapis' && inner === 'stages') {
    const stage = state.stage(scope, id, innerId);
    return { tags: stage.tags, retag: (changed) => state.putStage(scope, { ...stage, tags: changed }) };
  }
  if (kind === 'restapis' && inner === undefined) {
    const api = state.restApi(scope, id);
    return {
      tags: api.tags,
      retag: (changed) => state.restApis.put(scope.region, id, { ...api, tags: changed }),
    };
  }
  if (kind === 'domainnames' && inner === undefined) {
    const domain = state.domainName(scope, id);
    return {
      tags: domain.tags,
      retag: (changed) => state.domainNames.put(scope.region, id, { ...domain, tags: changed }),
    };
  }
  throw notFound(`There is nothing with tags at ${arn}.`);
}
