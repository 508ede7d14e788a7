import { requiredText } from '../../requiredText';
import type { Operation } from '../../service';
import type { Stack, StackResource } from '../stack';
import { validationError } from '../validationError';
import type { Parts } from './parts';

export const stackResources = ({ table }: Parts): Record<string, Operation> => ({
  DescribeStackResource: (input, { region }) => {
    const stack = table.get(region, requiredText(input, 'StackName'));
    const resource = find(stack, requiredText(input, 'LogicalResourceId'));
    return {
      body: {
        StackResourceDetail: {
          StackId: stack.id,
          StackName: stack.name,
          ...describe(resource),
          LastUpdatedTimestamp: resource.timestamp,
        },
      },
    };
  },
  DescribeStackResources: (input, { region }) => {
    const stack = table.get(region, requiredText(input, 'StackName'));
    const chosen =
      input.LogicalResourceId === undefined
        ? Object.values(stack.resources)
        : [find(stack, requiredText(input, 'LogicalResourceId'))];
    const StackResources = chosen.map((resource) => ({
      StackId: stack.id,
      StackName: stack.name,
      ...describe(resource),
      Timestamp: resource.timestamp,
    }));
    return { body: { StackResources } };
  },
  ListStackResources: (input, { region }) => {
    const { resources } = table.get(region, requiredText(input, 'StackName'));
    const StackResourceSummaries = Object.values(resources).map((resource) => ({
      ...describe(resource),
      LastUpdatedTimestamp: resource.timestamp,
    }));
    return { body: { StackResourceSummaries } };
  },
});

function find({ name, resources }: Stack, logicalId: string): StackResource {
  const resource = Object.hasOwn(resources, logicalId) ? resources[logicalId] : undefined;
  if (resource !== undefined) return resource;
  throw validationError(`Resource ${logicalId} does not exist for stack ${name}`);
}

const describe = ({ logicalId, physicalId, type, status, statusReason }: StackResource) => ({
  LogicalResourceId: logicalId,
  PhysicalResourceId: physicalId,
  ResourceType: type,
  ResourceStatus: status,
  ResourceStatusReason: statusReason,
  DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
});
