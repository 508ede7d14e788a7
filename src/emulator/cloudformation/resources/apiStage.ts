import type { Properties } from '../stack';
import { lowerKeys } from './lowerKeys';
import type { PropertiesChange, ResourceType } from './resourceType';
import { tagMap } from './tagMap';

export const apiStage: ResourceType = {
  name: 'AWS::ApiGateway::Stage',
  properties: [
    'DeploymentId',
    'Description',
    'RestApiId',
    'StageName',
    'Tags',
    'TracingEnabled',
    'Variables',
  ],
  required: ['DeploymentId', 'RestApiId', 'StageName'],
  replacedBy: ['RestApiId', 'StageName', 'Tags'],
  create: async (properties, { call }) => {
    const { Tags: _tags, ...members } = properties;
    await call('apigateway', 'CreateStage', { ...lowerKeys(members), tags: tagMap(properties) });
    return { id: String(properties.StageName), attributes: {} };
  },
  update: async (existing, change, { call }) => {
    const { RestApiId, StageName } = change.properties;
    const patchOperations = patch(change);
    await call('apigateway', 'UpdateStage', { restApiId: RestApiId, stageName: StageName, patchOperations });
    return existing;
  },
  delete: ({ id }, { RestApiId }, { call }) =>
    call('apigateway', 'DeleteStage', { restApiId: RestApiId, stageName: id }),
};

function patch({ properties, previous }: PropertiesChange) {
  const { DeploymentId, Description = '', TracingEnabled = false } = properties;
  return [
    // Only when the template moves it: a deployment with StageName may have moved the stage on.
    ...(DeploymentId === previous.DeploymentId ? [] : [replace('/deploymentId', DeploymentId)]),
    replace('/description', Description),
    replace('/tracingEnabled', TracingEnabled),
    ...patchVariables(variables(properties), variables(previous)),
  ];
}

const variables = ({ Variables = {} }: Properties) => Variables as Properties;

const patchVariables = (wanted: Properties, present: Properties) => [
  ...Object.entries(wanted).map(([name, value]) => replace(`/variables/${name}`, value)),
  ...Object.keys(present)
    .filter((name) => !(name in wanted))
    .map((name) => ({ op: 'remove', path: `/variables/${name}` })),
];

const replace = (path: string, value: unknown) => ({ op: 'replace', path, value: String(value) });
