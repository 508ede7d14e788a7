import type { Template } from '../template/template';
import { misconfigured } from './gatewayError';
import type { Invocation } from './invocation';
import { inputFor, type TemplateScope } from './templateContext';

/** Runs a mapping template of a method over a body; one that fails is a 500. */
export function renderTemplate(
  template: Template,
  body: string,
  invocation: Invocation,
  scope: TemplateScope,
): string {
  if (template.constant !== undefined) return template.constant;
  const stageVariables = invocation.stage.variables ?? {};
  const { context } = scope;
  try {
    return template.render({ input: inputFor(invocation, body), context, stageVariables });
  } catch (error) {
    throw misconfigured(`A mapping template failed: ${(error as Error).message}`);
  }
}
