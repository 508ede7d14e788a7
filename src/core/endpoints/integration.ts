import type { Integration } from './endpoint';

/** A method's integration as API Gateway tells it. */
export interface IntegrationSource {
  readonly type?: string;
  readonly uri?: string;
}

/**
 * `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:hello/invocations`:
 * the function's ARN may have a qualifier, and its name may hold `${stageVariables.name}`.
 */
const lambdaUri =
  /^arn:[^:]+:apigateway:([^:]+):lambda:path\/[^/]+\/functions\/(?:arn:[^:]+:lambda:([^:]+):[^:]*:function:)?([^/]+)\/invocations$/;

/** What stands behind a method. */
export const readIntegration = (source: IntegrationSource | undefined): Integration => {
  if (!source?.type) return { kind: 'other', type: 'none' };
  const { type, uri = '' } = source;
  if (type === 'MOCK') return { kind: 'mock' };
  const [, uriRegion, arnRegion, name] = lambdaUri.exec(uri) ?? [];
  if (name) return { kind: 'lambda', functionName: unqualified(name), region: arnRegion ?? uriRegion ?? '' };
  if (type === 'HTTP' || type === 'HTTP_PROXY') return { kind: 'http', uri };
  return { kind: 'other', type };
};

/** Without `:alias`; a stage variable may stand in place of name or alias. */
const unqualified = (name: string): string => /^((?:\$\{[^}]*\}|[^:])+)/.exec(name)?.[1] ?? name;

/** For people: `Mock`, `λ hello`, `λ hello (missing)`, `http://…`. */
export const describeIntegration = (integration: Integration): string => {
  switch (integration.kind) {
    case 'mock':
      return 'Mock';
    case 'lambda':
      return `λ ${integration.functionName}${integration.missing ? ' (missing)' : ''}`;
    case 'http':
      return integration.uri;
    default:
      return integration.type;
  }
};
