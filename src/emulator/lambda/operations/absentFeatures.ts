import type { Operation } from '../../service';
import { requiredField, textField } from '../fields';
import { notFound } from '../lambdaErrors';
import type { LambdaParts } from '../parts';

/** Reads that deploy tools make of what functions do not have here: the answers of AWS where nothing is configured. */
export const absentFeatures = ({ table }: LambdaParts): Record<string, Operation> => {
  const absent =
    (what: string): Operation =>
    (input, { region }) => {
      const { arn } = table.resolve(
        region,
        requiredField(input, 'FunctionName'),
        textField(input, 'Qualifier'),
      );
      throw notFound(`The function ${arn} doesn't have ${what}`);
    };
  return {
    GetFunctionCodeSigningConfig: (input, { region }) => {
      const { name } = table.get(region, requiredField(input, 'FunctionName'));
      return { body: { FunctionName: name, CodeSigningConfigArn: '' } };
    },
    GetFunctionRecursionConfig: (input, { region }) => {
      table.get(region, requiredField(input, 'FunctionName'));
      return { body: { RecursiveLoop: 'Terminate' } };
    },
    GetRuntimeManagementConfig: (input, { region }) => {
      const { arn } = table.resolve(
        region,
        requiredField(input, 'FunctionName'),
        textField(input, 'Qualifier'),
      );
      return { body: { FunctionArn: arn, UpdateRuntimeOn: 'Auto' } };
    },
    GetFunctionEventInvokeConfig: absent('an EventInvokeConfig'),
    GetFunctionUrlConfig: absent('a function URL'),
    GetProvisionedConcurrencyConfig: absent('provisioned concurrency'),
    ListEventSourceMappings: () => ({ body: { EventSourceMappings: [] } }),
  };
};
