import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { FunctionDetails } from './endpoint';
import { type ControlPlaneOptions, sdkClient } from './sdkClient';

/** The functions of a region by name; undefined when Lambda does not tell: what calls them is known all the same. */
export const readFunctions = async (
  options: ControlPlaneOptions,
): Promise<ReadonlyMap<string, FunctionDetails> | undefined> => {
  const { LambdaClient, paginateListFunctions } = await import('@aws-sdk/client-lambda');
  const client = sdkClient((configuration) => new LambdaClient(configuration), options);
  const functions = new Map<string, FunctionDetails>();
  try {
    for await (const { Functions = [] } of paginateListFunctions({ client }, {})) {
      options.signal?.throwIfAborted();
      for (const each of Functions) functions.set(each.FunctionName ?? '', detailsOf(each));
    }
    return functions;
  } catch {
    options.signal?.throwIfAborted();
    return undefined; // Lambda may be the very thing that is faulted
  } finally {
    client.destroy();
  }
};

const detailsOf = ({ Runtime, Timeout, MemorySize }: FunctionConfiguration): FunctionDetails => ({
  runtime: Runtime ?? 'container image',
  timeoutMs: (Timeout ?? 3) * 1000,
  memoryMb: MemorySize ?? 128,
});
