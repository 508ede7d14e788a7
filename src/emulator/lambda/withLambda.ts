import { randomUUID } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';
import { AwsError } from '../../aws/awsError';
import type { InvokeResult } from '../ports';
import type { Input, Reply } from '../service';
import { createMemoryStore } from '../storage/memoryStore';
import { createLambda, type Lambda } from './lambda';
import type { PoolOptions } from './runtime/environmentPool';

export type Files = Readonly<Record<string, string>>;

/** Lambda without the rest of the engine, for tests. */
export interface LambdaUnderTest {
  readonly lambda: Lambda;
  /** Every log message so far, in order. */
  readonly log: string[];
  /** Runs an operation as a client in us-east-1 would. */
  call(operation: string, input: Input): Promise<Reply>;
  /** Creates a function called `hello`; the handler is `index.handler` unless `settings` say otherwise. */
  deploy(files: Files | string, settings?: Input): Promise<Readonly<Record<string, unknown>>>;
  /** Calls `hello`. */
  invoke(event?: unknown, signal?: AbortSignal): Promise<InvokeResult>;
}

export const ROLE = 'arn:aws:iam::000000000000:role/test';

/** A zip of these files; text alone is `index.js`. */
export const zipOf = (files: Files | string): Buffer => {
  const named = typeof files === 'string' ? { 'index.js': files } : files;
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(named).map(([name, text]) => [name, strToU8(text)]))),
  );
};

export async function withLambda(
  test: (lambda: LambdaUnderTest) => Promise<void>,
  options: Partial<PoolOptions> = {},
): Promise<void> {
  const log: string[] = [];
  const lambda = createLambda({
    store: createMemoryStore(),
    logs: { append: (_region, _group, _stream, lines) => log.push(...lines.map(({ message }) => message)) },
    objects: {
      getObject: () => Promise.reject(new AwsError('NoSuchKey', 'The specified key does not exist.', 404)),
    },
    endpoint: () => 'http://127.0.0.1:4566',
    accountId: '000000000000',
    ...options,
  });
  try {
    await test(underTest(lambda, log));
  } finally {
    await lambda.service.close?.();
  }
}

function underTest(lambda: Lambda, log: string[]): LambdaUnderTest {
  const call: LambdaUnderTest['call'] = async (name, input) => {
    const operation = lambda.service.operations[name];
    if (!operation) throw new Error(`Lambda has no operation ${name}.`);
    return operation(input, { region: 'us-east-1', accountId: '000000000000', requestId: randomUUID() });
  };
  return {
    lambda,
    log,
    call,
    deploy: async (files, settings = {}) => {
      const code = { ZipFile: zipOf(files).toString('base64') };
      const basics = { FunctionName: 'hello', Runtime: 'nodejs22.x', Handler: 'index.handler', Role: ROLE };
      const { body } = await call('CreateFunction', { ...basics, Code: code, ...settings });
      return body as Readonly<Record<string, unknown>>;
    },
    invoke: (event = {}, signal) =>
      lambda.functions.invoke(
        { region: 'us-east-1', functionName: 'hello', payload: JSON.stringify(event) },
        signal,
      ),
  };
}
