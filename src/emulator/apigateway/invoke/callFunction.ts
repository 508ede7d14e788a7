import { type CalledFunction, readFunctionUri } from '../../../aws/apigateway/functionUri';
import { isAwsError } from '../../../aws/awsError';
import type { InvokeResult } from '../../ports';
import { badGateway, misconfigured } from './gatewayError';
import type { Invocation } from './invocation';
import { withDeadline } from './withDeadline';

/**
 * Invokes the function behind a method, as a call of the emulator's own, within the integration's timeout.
 * Whatever Lambda refuses, and whatever a chaos rule injects there, shows as 502.
 */
export async function callFunction(invocation: Invocation, payload: string): Promise<InvokeResult> {
  const { method, functions, internal } = invocation;
  const { functionName, region } = functionOf(invocation);
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

function functionOf({ method, stage }: Invocation): CalledFunction {
  const { uri } = method.integration;
  const called = readFunctionUri(uri, stage.variables);
  if (called === undefined) throw misconfigured(`The integration's URI ${uri} names no Lambda function.`);
  return called;
}
