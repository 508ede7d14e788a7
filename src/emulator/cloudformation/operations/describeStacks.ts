import { requiredText } from '../../requiredText';
import type { Input, Operation } from '../../service';
import type { Stack } from '../stack';
import { parseTemplate } from '../template/parseTemplate';
import { listMember } from './listMember';
import type { Parts } from './parts';
import { reachableUrl } from './reachableUrl';

export const describeStacks = ({ table, endpoint }: Parts): Record<string, Operation> => ({
  DescribeStacks: (input, { region }) => {
    const name = input.StackName;
    const found =
      name === undefined ? table.list(region) : [table.get(region, requiredText(input, 'StackName'))];
    return { body: { Stacks: found.map((stack) => describe(stack, endpoint())) } };
  },
  ListStacks: (input, { region }) => {
    const wanted = listMember<string>(input, 'StackStatusFilter');
    const all = [...table.list(region), ...table.listDeleted(region)];
    const found = all.filter(({ status }) => wanted.length === 0 || wanted.includes(status));
    return {
      body: { StackSummaries: found.map((stack) => ({ ...summarize(stack), ...templateText(stack) })) },
    };
  },
  DescribeStackEvents: (input, { region }) => {
    const { id, name, events } = table.get(region, requiredText(input, 'StackName'));
    const newestFirst = [...events].reverse();
    return {
      body: { StackEvents: newestFirst.map((event) => ({ StackId: id, StackName: name, ...event })) },
    };
  },
  ListExports: (_input: Input, { region }) => {
    const exported = table.list(region).flatMap(({ id, outputs }) =>
      outputs
        .filter(({ ExportName }) => ExportName !== undefined)
        .map(({ ExportName, OutputValue }) => ({
          ExportingStackId: id,
          Name: ExportName,
          Value: OutputValue,
        })),
    );
    return { body: { Exports: exported } };
  },
});

const summarize = (stack: Stack) => ({
  StackId: stack.id,
  StackName: stack.name,
  CreationTime: stack.created,
  LastUpdatedTime: stack.updated,
  DeletionTime: stack.deleted,
  StackStatus: stack.status,
  StackStatusReason: stack.statusReason,
  DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
});

const describe = (stack: Stack, endpoint: string) => ({
  ...summarize(stack),
  Description: stack.template === '' ? undefined : parseTemplate(stack.template).Description,
  Parameters: parameters(stack),
  Capabilities: stack.capabilities,
  DisableRollback: stack.onFailure === 'DO_NOTHING',
  EnableTerminationProtection: stack.terminationProtection,
  NotificationARNs: [],
  RollbackConfiguration: {},
  Outputs: stack.outputs.map((output) => ({
    ...output,
    OutputValue: reachableUrl(output.OutputValue, endpoint),
  })),
  Tags: stack.tags,
});

function parameters({ parameters: values, template }: Stack) {
  const declared = template === '' ? {} : parseTemplate(template).Parameters;
  return Object.entries(values).map(([ParameterKey, value]) => ({
    ParameterKey,
    ParameterValue: String(declared[ParameterKey]?.NoEcho) === 'true' ? '****' : value,
  }));
}

const templateText = ({ template }: Stack) => ({
  TemplateDescription: template === '' ? undefined : parseTemplate(template).Description,
});
