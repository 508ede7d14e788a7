import { randomUUID } from 'node:crypto';
import type { AwsCall } from '../aws/awsCall';
import { AwsError, isAwsError } from '../aws/awsError';
import type { EmbeddedAws } from '../aws/backend';
import type { HttpReply, HttpRequest } from '../aws/http';
import { parseInput } from '../aws/serialize/parseInput';
import { renderError } from '../aws/serialize/renderError';
import { renderReply } from '../aws/serialize/renderReply';
import { createAcm } from './acm/acm';
import { certificateSource } from './acm/certificateSource';
import { type ApiGateway, createApiGateway } from './apigateway/apiGateway';
import { createCloudFormation } from './cloudformation/cloudformation';
import { createEcr } from './ecr/ecr';
import { createIam } from './iam/iam';
import { createLambda } from './lambda/lambda';
import { createLogs } from './logs/logs';
import { createS3 } from './s3/s3';
import type { CallService, Service } from './service';
import { createServiceTable, type ServiceTable } from './serviceTable';
import { createStore } from './storage/createStore';
import type { Store } from './store';
import { createSts } from './sts/sts';

/** The one account everything belongs to, as in LocalStack. */
const ACCOUNT_ID = '000000000000';

export interface EmulatorOptions {
  /** Where state is kept; without it, it ends with the process. */
  readonly dir?: string;
  /** Told, in one sentence each, what the user should know: a state file set aside, a write that failed. */
  readonly report: (line: string) => void;
  /** The URL at which deployed functions reach the engine; asked late, since the port may not be known yet. */
  readonly endpoint: () => string;
  /** Answers for a custom domain that is kept in several regions; `us-east-1` when absent. */
  readonly region?: string;
}

export interface Emulator extends EmbeddedAws {
  /** What the services keep, for tests that look behind them. */
  readonly store: Store;
}

/** The embedded AWS: opens the state and puts the services together. */
export async function createEmulator(options: EmulatorOptions): Promise<Emulator> {
  const store = await createStore(options);
  const { services, apiGateway } = createServices(store, options, (...call) => table.callService(...call));
  const table: ServiceTable = createServiceTable(services, ACCOUNT_ID);
  return {
    store,
    call: (call, request) => answer(call, request, table.run, options.report),
    route: apiGateway.route,
    invoke: apiGateway.invoke,
    services: table.states,
    close: async () => {
      // Stacks under way still call the other services, so those that were made last end first.
      for (const service of [...services].reverse()) await service.close?.();
      await store.close();
    },
  };
}

interface Services {
  readonly services: readonly Service[];
  readonly apiGateway: ApiGateway;
}

/** The explicit list: a new service is added here. */
function createServices(store: Store, { endpoint, region }: EmulatorOptions, call: CallService): Services {
  const accountId = ACCOUNT_ID;
  const logs = createLogs({ store });
  const { service: s3, objects } = createS3({ store });
  const lambda = createLambda({ store, logs: logs.sink, objects, endpoint, accountId });
  const apiGateway = createApiGateway({
    store,
    functions: lambda.functions,
    certificates: certificateSource(store),
    accountId,
    homeRegion: region,
  });
  const services = [
    createSts(),
    createEcr(),
    createIam({ store }),
    createAcm({ store, use: apiGateway.certificateUse }),
    logs.service,
    s3,
    lambda.service,
    apiGateway.service,
    createCloudFormation({ store, call, objects, accountId, endpoint }),
  ];
  return { services, apiGateway };
}

/** request -> input -> operation -> reply, every failure as an AWS error in the caller's protocol. */
async function answer(
  call: AwsCall,
  request: HttpRequest,
  run: ServiceTable['run'],
  report: EmulatorOptions['report'],
): Promise<HttpReply> {
  const requestId = randomUUID();
  try {
    const reply = await run(call, parseInput(call, request), { requestId, request });
    return renderReply(call, reply, requestId);
  } catch (error) {
    if (isAwsError(error)) return renderError(call.protocol, call.service, error, requestId);
    report(`${call.operation} of ${call.service} failed: ${(error as Error).stack ?? error}`);
    const failure = new AwsError('InternalFailure', `The engine failed: ${(error as Error).message}`, 500);
    return renderError(call.protocol, call.service, failure, requestId);
  }
}
