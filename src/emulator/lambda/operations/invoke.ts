import { AwsError } from '../../../aws/awsError';
import type { InvokeResult } from '../../ports';
import type { Input, Operation, Reply } from '../../service';
import { requiredField, textField } from '../fields';
import { constraintViolation, tooLarge } from '../lambdaErrors';
import type { LambdaParts } from '../parts';
import type { FunctionCall } from '../runtime/invoker';

const MAX_BYTES = { RequestResponse: 6_291_456, Event: 1_048_576, DryRun: 6_291_456 } as const;

type InvocationType = keyof typeof MAX_BYTES;

export const invocations = ({ table, invoker }: LambdaParts): Record<string, Operation> => ({
  Invoke: async (input, { region, requestId }) => {
    const type = invocationType(input);
    const call: FunctionCall = {
      region,
      requestId,
      functionName: requiredField(input, 'FunctionName'),
      qualifier: textField(input, 'Qualifier'),
      payload: payloadOf(input, MAX_BYTES[type]),
      clientContext: clientContextOf(input),
    };
    const { version } = table.resolve(region, call.functionName, call.qualifier);
    if (type === 'DryRun') return { status: 204, headers: { 'x-amz-executed-version': version.version } };
    if (type === 'RequestResponse') return answer(await invoker.invoke(call), input.LogType === 'Tail');
    // Nobody waits for it: what goes wrong stands in the function's log.
    invoker.invoke(call).catch(() => {});
    return { status: 202, headers: { 'x-amz-executed-version': version.version } };
  },
});

function answer(result: InvokeResult, withLog: boolean): Reply {
  return {
    headers: {
      'content-type': 'application/json',
      'x-amz-executed-version': result.executedVersion,
      ...(result.functionError && { 'x-amz-function-error': result.functionError }),
      ...(withLog && { 'x-amz-log-result': Buffer.from(result.logTail).toString('base64') }),
    },
    body: Buffer.from(result.payload),
  };
}

function invocationType(input: Input): InvocationType {
  const type = textField(input, 'InvocationType') ?? 'RequestResponse';
  if (Object.hasOwn(MAX_BYTES, type)) return type as InvocationType;
  const types = Object.keys(MAX_BYTES).join(', ');
  throw constraintViolation('invocationType', type, `Member must satisfy enum value set: [${types}]`);
}

/** No payload stands for an empty event. */
function payloadOf({ Payload = '' }: Input, maxBytes: number): string {
  const bytes = Buffer.isBuffer(Payload) ? Payload : Buffer.from(String(Payload));
  if (bytes.length > maxBytes) {
    throw tooLarge(`Request must be smaller than ${maxBytes} bytes for the InvokeFunction operation`);
  }
  if (bytes.length === 0) return '{}';
  const text = bytes.toString('utf8');
  try {
    JSON.parse(text);
  } catch (error) {
    const reason = (error as SyntaxError).message;
    throw new AwsError(
      'InvalidRequestContentException',
      `Could not parse request body into json: ${reason}`,
      400,
    );
  }
  return text;
}

function clientContextOf(input: Input): string | undefined {
  const encoded = textField(input, 'ClientContext');
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  try {
    JSON.parse(text);
  } catch {
    throw new AwsError(
      'InvalidRequestContentException',
      'Client context must be a valid Base64-encoded JSON object.',
      400,
    );
  }
  return text;
}
