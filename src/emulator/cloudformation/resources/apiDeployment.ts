import type { Properties } from '../stack';
import { isMissing } from './isMissing';
import { picked } from './picked';
import type { Physical, ResourceContext, ResourceType } from './resourceType';

/**
 * A deployment with `StageName` moves that stage to itself, also a stage that Terraform owns. API Gateway refuses to
 * delete a deployment that a stage points to, so before its deletion the stage goes back to where it came from:
 *
 *   osls deploy:  Terraform's deployment ◀─ stage        osls' deployment ◀─ stage
 *   osls remove:  Terraform's deployment ◀─ stage
 *
 * If that is gone, it goes to the newest deployment that is left; a stage with no deployment left is deleted.
 */
export const apiDeployment: ResourceType = {
  name: 'AWS::ApiGateway::Deployment',
  properties: ['Description', 'RestApiId', 'StageDescription', 'StageName'],
  required: ['RestApiId'],
  replacedBy: ['RestApiId', 'StageName', 'StageDescription', 'Description'],
  create: async (properties, context) => {
    const previous = await stageDeployment(properties, context);
    const { id } = await context.call('apigateway', 'CreateDeployment', members(properties));
    const DeploymentId = String(id);
    return {
      id: DeploymentId,
      attributes: { DeploymentId, ...(previous !== undefined && { [PREVIOUS]: previous }) },
    };
  },
  delete: async (existing, properties, context) => {
    await releaseStage(existing, properties, context);
    const { RestApiId } = properties;
    return context.call('apigateway', 'DeleteDeployment', {
      restApiId: RestApiId,
      deploymentId: existing.id,
    });
  },
};

/** Where the stage pointed before; kept with the attributes, of no use to a template. */
const PREVIOUS = 'PreviousDeploymentId';

function members(properties: Properties): Properties {
  const { Description, Variables } = (properties.StageDescription ?? {}) as Properties;
  return {
    ...picked(properties, { RestApiId: 'restApiId', StageName: 'stageName', Description: 'description' }),
    ...(Description !== undefined && { stageDescription: Description }),
    ...(Variables !== undefined && { variables: Variables }),
  };
}

const stageOf = ({ RestApiId, StageName }: Properties) => ({ restApiId: RestApiId, stageName: StageName });

/** The deployment the stage points to; undefined when there is no such stage. */
async function stageDeployment(
  properties: Properties,
  { call }: ResourceContext,
): Promise<string | undefined> {
  if (properties.StageName === undefined) return undefined;
  try {
    return String((await call('apigateway', 'GetStage', stageOf(properties))).deploymentId);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function releaseStage(
  existing: Physical,
  properties: Properties,
  context: ResourceContext,
): Promise<void> {
  if ((await stageDeployment(properties, context)) !== existing.id) return;
  const target = await otherDeployment(existing, properties, context);
  if (target === undefined) {
    await context.call('apigateway', 'DeleteStage', stageOf(properties));
    return;
  }
  await context.call('apigateway', 'UpdateStage', {
    ...stageOf(properties),
    patchOperations: [{ op: 'replace', path: '/deploymentId', value: target }],
  });
}

interface Deployment {
  readonly id: string;
  readonly createdDate: number;
}

async function otherDeployment(
  { id, attributes }: Physical,
  { RestApiId }: Properties,
  { call }: ResourceContext,
): Promise<string | undefined> {
  const { item } = await call('apigateway', 'GetDeployments', { restApiId: RestApiId, limit: 500 });
  const others = (item as Deployment[]).filter((deployment) => deployment.id !== id);
  const previous = others.find((deployment) => deployment.id === attributes[PREVIOUS]);
  const newest = others.reduce<Deployment | undefined>(
    (latest, next) => (latest === undefined || next.createdDate >= latest.createdDate ? next : latest),
    undefined,
  );
  return (previous ?? newest)?.id;
}
