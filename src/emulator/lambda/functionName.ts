import { constraintViolation, notFound } from './lambdaErrors';

export interface FunctionReference {
  readonly name: string;
  readonly qualifier?: string;
}

const PATTERN =
  /^(?:arn:aws[\w-]*:lambda:(?<region>[a-z0-9-]+):(?<account>\d{12}):)?(?:\d{12}:)?(?:function:)?(?<name>[\w-]{1,64})(?::(?<qualifier>\$LATEST|[\w-]{1,128}))?$/;

/** Reads a name, a partial ARN or an ARN, each with or without a qualifier. */
export function parseFunctionName(text: string, region: string): FunctionReference {
  const parts = PATTERN.exec(text)?.groups;
  if (!parts?.name) {
    throw constraintViolation(
      'functionName',
      text,
      'Member must be a function name or ARN of up to 64 letters, digits, - and _',
    );
  }
  if (parts.region && parts.region !== region) {
    throw notFound(`Functions from '${parts.region}' are not reachable in this region ('${region}')`);
  }
  return { name: parts.name, ...(parts.qualifier && { qualifier: parts.qualifier }) };
}
