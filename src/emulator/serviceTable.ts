import { randomUUID } from 'node:crypto';
import type { CallIdentity } from '../aws/awsCall';
import { AwsError } from '../aws/awsError';
import type { CallService, Input, Operation, OperationContext, Reply, Service } from './service';

export interface ServiceTable {
  /** Runs one operation; an unknown one is a 501 that names it. */
  run(
    call: CallIdentity,
    input: Input,
    context: Pick<OperationContext, 'requestId' | 'request'>,
  ): Promise<Reply>;
  readonly callService: CallService;
  /** Service -> `available`, or `running` once it was used. */
  states(): Readonly<Record<string, string>>;
}

export function createServiceTable(services: readonly Service[], accountId: string): ServiceTable {
  const used = new Set<string>();
  const run: ServiceTable['run'] = async (call, input, context) => {
    const operation = findOperation(services, call);
    used.add(call.service);
    return operation(input, { region: call.region, accountId, ...context });
  };
  return {
    run,
    callService: async (service, operation, region, input) => {
      const { body } = await run({ service, operation, region }, input, { requestId: randomUUID() });
      return body === undefined || Buffer.isBuffer(body) ? {} : body;
    },
    states: () =>
      Object.fromEntries(services.map(({ name }) => [name, used.has(name) ? 'running' : 'available'])),
  };
}

function findOperation(services: readonly Service[], { service, operation }: CallIdentity): Operation {
  const found = services.find(({ name }) => name === service)?.operations;
  if (found === undefined) {
    const known = services.map(({ name }) => name).join(', ');
    throw notImplemented(`The embedded emulator has no service "${service}"; it has ${known}.`);
  }
  if (!Object.hasOwn(found, operation)) {
    throw notImplemented(`The embedded emulator does not implement ${operation} of "${service}".`);
  }
  return found[operation] as Operation;
}

const notImplemented = (message: string): AwsError => new AwsError('NotImplemented', message, 501);
