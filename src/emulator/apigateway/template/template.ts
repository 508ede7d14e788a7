import { Compile, parse } from 'velocityjs';
import { JAVA_METHODS } from './javaMethods';
import type { TemplateInput } from './templateInput';
import { templateUtil } from './templateUtil';

/** What a mapping template sees, by its names there: `$input`, `$context`, `$stageVariables`, `$util`. */
export interface TemplateVariables {
  readonly input: TemplateInput;
  /** Templates may set `responseOverride` and `requestOverride` in it. */
  readonly context: Record<string, unknown>;
  readonly stageVariables: Readonly<Record<string, string>>;
}

export interface Template {
  /** What it renders to, whatever it is given: it refers to nothing. */
  readonly constant?: string;
  /** Throws when the template does not parse, or one of its calls fails. */
  render(variables: TemplateVariables): string;
}

/**
 * A mapping template in Velocity. It is parsed once, at its first use.
 * Source: "API Gateway mapping template and access logging variable reference".
 */
export function createTemplate(text: string): Template {
  if (!/[$#]/.test(text)) return { constant: text, render: () => text };
  let parsed: ReturnType<typeof parse> | undefined;
  return {
    render: (variables) => {
      parsed ??= parse(text);
      const compiled = new Compile(parsed, { customMethodHandlers: JAVA_METHODS });
      // The last argument: a reference that leads nowhere renders as nothing, as in API Gateway.
      return compiled.render({ ...variables, util: templateUtil }, {}, true);
    },
  };
}
