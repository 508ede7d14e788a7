/** The function that an integration calls. */
export interface CalledFunction {
  /** ARN, with its qualifier, or name. */
  readonly functionName: string;
  readonly region: string;
}

const functionUri = /:lambda:path\/[^/]+\/functions\/(.+)\/invocations$/;
/** As integrations of HTTP APIs name a function. */
const functionArn = /^arn:[^:]+:lambda:[^:]*:[^:]*:function:.+$/;

/**
 * Reads `arn:aws:apigateway:{region}:lambda:path/2015-03-31/functions/{arn}/invocations`, or the ARN alone, with
 * `${stageVariables.name}` filled in; undefined when the URI names no function.
 */
export function readFunctionUri(
  uri = '',
  variables: Readonly<Record<string, string>> = {},
): CalledFunction | undefined {
  const named = functionUri.exec(uri)?.[1] ?? functionArn.exec(uri)?.[0];
  if (named === undefined) return undefined;
  const functionName = named.replace(
    /\$\{stageVariables\.(\w+)\}/g,
    (_, name: string) => variables[name] ?? '',
  );
  return { functionName, region: functionName.split(':')[3] || String(uri.split(':')[3]) };
}
