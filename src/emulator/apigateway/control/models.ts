import type { Input, Operation } from '../../service';
import { type ApiGatewayState, idOf, type Scope } from '../apiGatewayState';
import { badRequest, conflict, notFound } from '../errors';
import type { Model, Texts } from '../model';
import { newId } from './newId';
import { page } from './page';
import { filledText, requiredText } from './readInput';

const ERROR_SCHEMA = {
  $schema: 'http://json-schema.org/draft-04/schema#',
  title: 'Error Schema',
  type: 'object',
  properties: { message: { type: 'string' } },
};

const EMPTY_SCHEMA = {
  $schema: 'http://json-schema.org/draft-04/schema#',
  title: 'Empty Schema',
  type: 'object',
};

/** Models: every API has `Empty` and `Error`. They are kept and named, not enforced. */
export const models = (state: ApiGatewayState): Record<string, Operation> => ({
  CreateModel: (input, context) => {
    const { id: apiId } = state.restApi(context, requiredText(input, 'restApiId'));
    const model = newModel(input, apiId);
    if (find(state, context, apiId, model.name))
      throw conflict('Model name already exists for this REST API');
    state.models.put(context.region, idOf(apiId, model.name), model);
    return { status: 201, body: show(model) };
  },
  GetModel: (input, context) => ({ body: show(named(state, input, context)) }),
  GetModels: (input, context) => {
    const { id } = state.restApi(context, requiredText(input, 'restApiId'));
    return page(all(state, context, id).map(show), input);
  },
  DeleteModel: (input, context) => {
    const { restApiId, name } = named(state, input, context);
    if (!state.models.delete(context.region, idOf(restApiId, name))) {
      throw badRequest(`The model ${name} is built into the embedded emulator and cannot be deleted.`);
    }
    return { status: 202 };
  },
});

/** Refuses a content type that names a model the API does not have. */
export function checkModels(state: ApiGatewayState, scope: Scope, apiId: string, byContentType: Texts): void {
  for (const name of Object.values(byContentType)) {
    if (!find(state, scope, apiId, name)) throw badRequest(`Invalid model identifier specified: ${name}`);
  }
}

function newModel(input: Input, restApiId: string): Model {
  const name = requiredText(input, 'name');
  if (!/^[a-zA-Z0-9]+$/.test(name)) throw badRequest('Model name must be alphanumeric: ^[a-zA-Z0-9]+$');
  const contentType = requiredText(input, 'contentType');
  const [description, schema] = [filledText(input, 'description'), filledText(input, 'schema')];
  return { restApiId, id: newId(), name, contentType, description, schema };
}

function named(state: ApiGatewayState, input: Input, scope: Scope): Model {
  const { id } = state.restApi(scope, requiredText(input, 'restApiId'));
  const name = requiredText(input, 'modelName');
  const model = find(state, scope, id, name);
  if (model === undefined) throw notFound(`Invalid model name specified: ${name}`);
  return model;
}

const find = (state: ApiGatewayState, scope: Scope, apiId: string, name: string): Model | undefined =>
  all(state, scope, apiId).find((model) => model.name === name);

const all = (state: ApiGatewayState, scope: Scope, apiId: string): Model[] => [
  builtIn(apiId, 'Empty', 'This is a default empty schema model', EMPTY_SCHEMA),
  builtIn(apiId, 'Error', 'This is a default error schema model', ERROR_SCHEMA),
  ...state.modelsOf(scope, apiId),
];

const builtIn = (restApiId: string, name: string, description: string, schema: object): Model => ({
  restApiId,
  id: name.toLowerCase(),
  name,
  description,
  schema: JSON.stringify(schema, null, 2),
  contentType: 'application/json',
});

const show = ({ restApiId: _, ...model }: Model): Record<string, unknown> => model;
