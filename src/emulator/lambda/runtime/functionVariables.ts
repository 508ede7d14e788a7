import { type FunctionRecord, type FunctionVersion, logGroupOf } from '../functionRecord';

export interface Surroundings {
  readonly region: string;
  /** Where the handler's own AWS clients find the engine. */
  readonly endpoint: string;
  readonly root: string;
  readonly logStream: string;
}

/**
 * The whole environment of a handler, nothing of the engine's: the function's own variables, what Lambda sets
 * (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html), test credentials, and the engine's URL.
 */
export function functionVariables(
  { name }: FunctionRecord,
  { version, settings }: FunctionVersion,
  { region, endpoint, root, logStream }: Surroundings,
): Record<string, string> {
  return {
    ...platformVariables(),
    AWS_ENDPOINT_URL: endpoint,
    ...settings.Environment?.Variables,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_SESSION_TOKEN: 'test',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${settings.Runtime}`,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(settings.MemorySize),
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: version,
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: logGroupOf(name, settings),
    AWS_LAMBDA_LOG_STREAM_NAME: logStream,
    LAMBDA_TASK_ROOT: root,
    _HANDLER: settings.Handler,
  };
}

/** A function may set these itself. */
function platformVariables(): Record<string, string> {
  const common = { LANG: 'en_US.UTF-8', TZ: 'UTC' };
  // Windows starts no process without its system folder.
  if (process.platform !== 'win32') return { ...common, PATH: '/usr/local/bin:/usr/bin:/bin' };
  const { PATH = '', SystemRoot = 'C:\\Windows' } = process.env;
  return { ...common, PATH, SystemRoot };
}
