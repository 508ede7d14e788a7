import type { Texts } from '../model';
import { readJsonPath } from '../template/jsonPath';
import type { IntegrationResult } from './integrationResponse';
import type { Invocation } from './invocation';
import { safeHeaders } from './safeHeaders';

const TARGET = 'method.response.header.';

/**
 * `responseParameters` of an integration response: `method.response.header.X` -> where X comes from, which is a text
 * in quotes, `integration.response.header.Y`, `integration.response.body.JSONPath`, `context.…` or `stageVariables.…`.
 */
export function mapResponseHeaders(
  parameters: Texts,
  invocation: Invocation,
  result: IntegrationResult,
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [target, source] of Object.entries(parameters)) {
    const value = readSource(source, invocation, result);
    if (value !== undefined && target.startsWith(TARGET)) {
      headers[target.slice(TARGET.length)] = value;
    }
  }
  return safeHeaders(headers);
}

const SOURCE =
  /^(integration\.response\.header|integration\.response\.body|stageVariables|context)(?:\.(.*))?$/;

function readSource(source: string, invocation: Invocation, result: IntegrationResult): string | undefined {
  if (source.startsWith("'")) return source.slice(1, source.endsWith("'") ? -1 : undefined);
  const [, kind, name = ''] = SOURCE.exec(source) ?? [];
  if (kind === 'integration.response.header') return result.headers[name.toLowerCase()];
  if (kind === 'integration.response.body') return inBody(result.body, name);
  if (kind === 'stageVariables') return invocation.stage.variables?.[name];
  return kind === 'context' ? textOf(readJsonPath(invocation.context, `$.${name}`)) : undefined;
}

function inBody(body: string, path: string): string | undefined {
  try {
    return textOf(path === '' ? body : readJsonPath(JSON.parse(body), `$.${path}`));
  } catch {
    // A body that is no JSON has nothing to map.
    return undefined;
  }
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
