import { strToU8, zipSync } from 'fflate';
import type { Properties } from '../stack';
import { changed } from './changed';
import { picked } from './picked';
import type { Physical, PropertiesChange, ResourceContext, ResourceType } from './resourceType';
import { tagMap } from './tagMap';

const CONFIGURATION = [
  'Architectures',
  'DeadLetterConfig',
  'Description',
  'Environment',
  'EphemeralStorage',
  'FileSystemConfigs',
  'Handler',
  'KmsKeyArn',
  'Layers',
  'LoggingConfig',
  'MemorySize',
  'Role',
  'Runtime',
  'SnapStart',
  'Timeout',
  'TracingConfig',
  'VpcConfig',
] as const;

/** What a property that a template no longer has goes back to. */
const DEFAULTS: Properties = { Description: '', Environment: { Variables: {} }, MemorySize: 128, Timeout: 3 };

export const lambdaFunction: ResourceType = {
  name: 'AWS::Lambda::Function',
  properties: [
    ...CONFIGURATION,
    'Code',
    'FunctionName',
    'PackageType',
    'ReservedConcurrentExecutions',
    'Tags',
  ],
  required: ['Code', 'Role'],
  replacedBy: ['FunctionName', 'PackageType'],
  create: async (properties, context) => {
    const FunctionName = String(properties.FunctionName ?? context.uniqueName(64));
    const { FunctionArn } = await context.call('lambda', 'CreateFunction', {
      FunctionName,
      ...configuration(properties),
      ...picked(properties, { PackageType: 'PackageType' }),
      Code: code(properties),
      Tags: tagMap(properties),
    });
    context.claim(FunctionName);
    if (properties.ReservedConcurrentExecutions !== undefined) {
      await setConcurrency(FunctionName, properties, context);
    }
    return { id: FunctionName, attributes: { Arn: String(FunctionArn) } };
  },
  update: async (existing, change, context) => {
    await updateFunction(existing, change, context);
    return existing;
  },
  delete: ({ id }, _properties, { call }) => call('lambda', 'DeleteFunction', { FunctionName: id }),
};

async function updateFunction(
  { id: FunctionName, attributes }: Physical,
  change: PropertiesChange,
  context: ResourceContext,
): Promise<void> {
  const { properties } = change;
  if (changed(change, 'Code')) {
    await context.call('lambda', 'UpdateFunctionCode', { FunctionName, ...code(properties) });
  }
  if (changed(change, ...CONFIGURATION)) {
    const settings = { ...DEFAULTS, ...configuration(properties) };
    await context.call('lambda', 'UpdateFunctionConfiguration', { FunctionName, ...settings });
  }
  if (changed(change, 'ReservedConcurrentExecutions'))
    await setConcurrency(FunctionName, properties, context);
  if (changed(change, 'Tags')) await replaceTags(String(attributes.Arn), change, context);
}

function configuration(properties: Properties): Properties {
  const names = Object.fromEntries(CONFIGURATION.map((name) => [name, name]));
  const { MemorySize, Timeout, Environment, KmsKeyArn, ...others } = picked(properties, names);
  return {
    ...others,
    ...(MemorySize !== undefined && { MemorySize: Number(MemorySize) }),
    ...(Timeout !== undefined && { Timeout: Number(Timeout) }),
    ...(Environment !== undefined && { Environment: textVariables(Environment) }),
    ...(KmsKeyArn !== undefined && { KMSKeyArn: KmsKeyArn }),
  };
}

/** A template may have numbers and booleans as values. */
function textVariables(environment: unknown): Properties {
  const { Variables = {} } = environment as { Variables?: Properties };
  return {
    Variables: Object.fromEntries(Object.entries(Variables).map(([name, value]) => [name, String(value)])),
  };
}

/** `ZipFile` is a zip in the API, but the text of the handler's file in a template. */
function code({ Code }: Properties): Properties {
  const { ZipFile, ...location } = Code as { ZipFile?: unknown };
  if (ZipFile === undefined) return location;
  return { ZipFile: Buffer.from(zipSync({ 'index.js': strToU8(String(ZipFile)) })).toString('base64') };
}

const setConcurrency = (FunctionName: string, properties: Properties, { call }: ResourceContext) =>
  properties.ReservedConcurrentExecutions === undefined
    ? call('lambda', 'DeleteFunctionConcurrency', { FunctionName })
    : call('lambda', 'PutFunctionConcurrency', {
        FunctionName,
        ReservedConcurrentExecutions: Number(properties.ReservedConcurrentExecutions),
      });

async function replaceTags(
  Resource: string,
  change: PropertiesChange,
  { call }: ResourceContext,
): Promise<void> {
  const TagKeys = Object.keys(tagMap(change.previous));
  if (TagKeys.length > 0) await call('lambda', 'UntagResource', { Resource, TagKeys });
  await call('lambda', 'TagResource', { Resource, Tags: tagMap(change.properties) });
}
