import { isAwsError } from '../../../aws/awsError';
import type { InvokeResult } from '../../ports';
import { badGateway, misconfigured } from './gatewayError';
import type { Invocation } from './invocation';
import { withDeadline } from './withDeadline';

const LAMBDA_URI = /:lambda:path\/[^/]+\/functions\/(.+)\/invocations$/;

/** Whether an integration's URI names a Lambda function. */
export const namesFunction = (uri: string | undefined): boolean => LAMBDA_URI.test(uri ?? '');

/**
 * Invokes the function behind a method, as a call of the emulator's own, within the integration's timeout.
 * Whatever Lambda refuses, and whatever a chaos rule injects there, shows as 502.
 */
export async function callFunction(invocation: Invocation, payload: string): Promise<InvokeResult> {
  const { method, functions, internal } = invocation;
  const functionName = functionOf(invocation);
  const region = functionName.split(':')[3] || String(method.integration.uri?.split(':')[3]);
  const call = { service: 'lambda', operation: 'Invoke', region };
  return withDeadline(method.integration.timeoutInMillis, async (signal) => {
    try {
      return await internal(call, () => functions.invoke({ region, functionName, payload }, signal));
    } catch (error) {
      if (isAwsError(error)) throw badGateway(`Lambda answered ${error.code}: ${error.message}`);
      throw error;
    }
  });
}

/** The function's ARN, its stage variables filled in. */
function functionOf({ method, stage }: Invocation): string {
  const { uri } = method.integration;
  const named = LAMBDA_URI.exec(uri ?? '')?.[1];
  if (named === undefined) throw misconfigured(`The integration's URI ${uri} names no Lambda function.`);
  return named.replace(/\$\{stageVariables\.(\w+)\}/g, (_, name: string) => stage.variables?.[name] ?? '');
}
