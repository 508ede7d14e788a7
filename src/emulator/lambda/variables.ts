import type { Input } from '../service';
import { recordField, textMapField } from './fields';
import type { FunctionSettings } from './functionRecord';
import { constraintViolation, invalidParameter } from './lambdaErrors';

const MAX_BYTES = 4096;

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
const RESERVED = new Set([
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_DEFAULT_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_LAMBDA_RUNTIME_API',
  'AWS_REGION',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'LAMBDA_RUNTIME_DIR',
  'LAMBDA_TASK_ROOT',
]);

/** A function's own variables; an `Environment` without any removes those it had. */
export function environmentField(input: Input): FunctionSettings['Environment'] {
  const environment = recordField(input, 'Environment');
  if (!environment) return undefined;
  const Variables = textMapField(environment, 'Variables') ?? {};
  checkVariables(Variables);
  return { Variables };
}

function checkVariables(variables: Readonly<Record<string, string>>): void {
  const names = Object.keys(variables);
  const badName = names.find((name) => !/^[a-zA-Z]\w+$/.test(name) && !RESERVED.has(name));
  if (badName !== undefined) {
    throw constraintViolation(
      'environment.variables',
      badName,
      'Map keys must satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+',
    );
  }
  const reserved = names.filter((name) => RESERVED.has(name));
  if (reserved.length > 0) throw cannotConfigure(reservedText(reserved));
  const text = JSON.stringify(variables);
  if (Buffer.byteLength(text) > MAX_BYTES)
    throw cannotConfigure(`exceeded the 4KB limit. String measured: ${text}`);
}

const cannotConfigure = (why: string) =>
  invalidParameter(
    'Lambda was unable to configure your environment variables because the environment variables you have ' +
      `provided ${why}`,
  );

const reservedText = (names: readonly string[]): string =>
  'contains reserved keys that are currently not supported for modification. ' +
  `Reserved keys used in this request: ${names.join(', ')}`;
