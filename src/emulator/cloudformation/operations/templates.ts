import { requiredText } from '../../requiredText';
import type { Input, Operation, OperationContext } from '../../service';
import { checkReferences } from '../template/checkReferences';
import { parseTemplate } from '../template/parseTemplate';
import type { Template } from '../template/template';
import type { Parts } from './parts';
import { neededCapability } from './readChange';
import { templateText } from './templateText';

export const templates = (parts: Parts): Record<string, Operation> => ({
  ValidateTemplate: async (input) => {
    const template = parseTemplate(await templateText(input, parts.objects));
    checkReferences(template);
    return { body: summarize(template) };
  },
  GetTemplateSummary: async (input, context) => {
    const template = parseTemplate(await summaryText(parts, input, context));
    const ResourceTypes = [...new Set(Object.values(template.Resources).map(({ Type }) => Type))];
    return { body: { ...summarize(template), ResourceTypes } };
  },
  GetTemplate: (input, { region }) => {
    const { template } = parts.table.get(region, requiredText(input, 'StackName'));
    return { body: { TemplateBody: template, StagesAvailable: ['Original', 'Processed'] } };
  },
});

function summaryText(
  { table, objects }: Parts,
  input: Input,
  { region }: OperationContext,
): Promise<string> | string {
  if (input.StackName === undefined) return templateText(input, objects);
  return table.get(region, requiredText(input, 'StackName')).template;
}

function summarize(template: Template) {
  const capability = neededCapability(template);
  return {
    Description: template.Description,
    Parameters: Object.entries(template.Parameters).map(([name, { Default, Description, NoEcho }]) => ({
      ParameterKey: name,
      DefaultValue: Default,
      Description,
      NoEcho: String(NoEcho) === 'true',
    })),
    Capabilities: capability === undefined ? [] : [capability],
    ...(capability !== undefined && { CapabilitiesReason: 'The template contains IAM resources.' }),
  };
}
