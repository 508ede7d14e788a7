import type { Input } from '../service';
import { integerField, recordField, textField } from './fields';
import type { FunctionSettings } from './functionRecord';
import { constraintViolation, invalidParameter } from './lambdaErrors';
import { environmentField } from './variables';

/** Kept and shown as sent. */
const OTHERS = [
  'Architectures',
  'DeadLetterConfig',
  'EphemeralStorage',
  'FileSystemConfigs',
  'KMSKeyArn',
  'LoggingConfig',
  'SnapStart',
  'TracingConfig',
  'VpcConfig',
] as const;

const DEFAULTS: FunctionSettings = {
  Runtime: '',
  Handler: '',
  Role: '',
  Description: '',
  Timeout: 3,
  MemorySize: 128,
  others: {},
};

const TIMEOUT_SECONDS = { min: 1, max: 900 };
const MEMORY_MB = { min: 128, max: 10_240 };
const ROLE = /^arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role\/?[a-zA-Z_0-9+=,.@\-_/]+$/;

/** The settings of a new function. Throws what AWS throws for bad ones, and refuses what cannot run here. */
export function newSettings(input: Input): FunctionSettings {
  if (input.Runtime === undefined || input.Handler === undefined) {
    throw invalidParameter(
      'Runtime and Handler are mandatory parameters for functions created with deployment packages.',
    );
  }
  return changedSettings(DEFAULTS, input);
}

/** The settings with what the input names replaced. */
export function changedSettings(settings: FunctionSettings, input: Input): FunctionSettings {
  refuseUnsupported(input);
  const { Runtime, Handler, Role, Description, Timeout, MemorySize, others } = settings;
  const changed: FunctionSettings = {
    Runtime: textField(input, 'Runtime') ?? Runtime,
    Handler: textField(input, 'Handler') ?? Handler,
    Role: textField(input, 'Role') ?? Role,
    Description: textField(input, 'Description') ?? Description,
    Timeout: integerField(input, 'Timeout', TIMEOUT_SECONDS) ?? Timeout,
    MemorySize: integerField(input, 'MemorySize', MEMORY_MB) ?? MemorySize,
    ...environmentOf(environmentField(input) ?? settings.Environment),
    others: { ...others, ...otherFields(input) },
  };
  checkSettings(changed);
  return changed;
}

/** AWS shows no environment rather than an empty one. */
const environmentOf = (environment: FunctionSettings['Environment']) =>
  Object.keys(environment?.Variables ?? {}).length > 0 ? { Environment: environment } : {};

function otherFields(input: Input): Record<string, unknown> {
  const sent = OTHERS.filter((member) => input[member] !== undefined && input[member] !== null);
  return Object.fromEntries(sent.map((member) => [member, input[member]]));
}

function checkSettings({ Runtime, Handler, Role }: FunctionSettings): void {
  if (!/^nodejs\d+\.x$/.test(Runtime)) throw unsupportedRuntime(Runtime);
  if (!/^[^\s]{1,128}$/.test(Handler)) {
    throw constraintViolation('handler', Handler, 'Member must satisfy regular expression pattern: [^\\s]+');
  }
  if (!ROLE.test(Role)) {
    throw constraintViolation(
      'role',
      Role,
      `Member must satisfy regular expression pattern: ${ROLE.source.slice(1, -1)}`,
    );
  }
}

function refuseUnsupported(input: Input): void {
  const code = recordField(input, 'Code') ?? input;
  if (textField(input, 'PackageType') === 'Image' || code.ImageUri !== undefined) {
    throw invalidParameter(
      'The embedded emulator runs no container images. Deploy this function as a zip with a nodejs runtime, ' +
        'or use LocalStack for it.',
    );
  }
  const layers = input.Layers;
  if (Array.isArray(layers) && layers.length > 0) {
    throw invalidParameter(
      `The embedded emulator has no layers, so it cannot add ${layers.join(', ')}. ` +
        'Bundle what they hold with the function, or use LocalStack for it.',
    );
  }
}

const unsupportedRuntime = (runtime: string) =>
  invalidParameter(
    `The embedded emulator runs nodejs runtimes only (nodejs22.x and its kind, on Node.js ${process.versions.node}); ` +
      `it cannot run ${runtime}. Choose a nodejs runtime, or use LocalStack for this function.`,
  );
