import type { EndpointAddress, EndpointRoute, InternalCalls } from '../../aws/backend';
import type { HttpReply, HttpRequest } from '../../aws/http';
import { createAcm } from '../acm/acm';
import { certificateSource } from '../acm/certificateSource';
import type { FunctionInvoker, InvokeRequest, InvokeResult } from '../ports';
import type { Input, Reply, Service } from '../service';
import { createMemoryStore } from '../storage/memoryStore';
import { createApiGateway } from './apiGateway';

export interface SentRequest {
  readonly headers?: readonly (readonly [string, string])[];
  readonly query?: string;
  readonly body?: string | Buffer;
}

export interface TestApi {
  /** Runs an operation of API Gateway in us-east-1 and gives its body. */
  call(operation: string, input?: Input, region?: string): Promise<Record<string, unknown>>;
  reply(operation: string, input?: Input, region?: string): Promise<Reply>;
  acm(operation: string, input: Input, region?: string): Promise<Record<string, unknown>>;
  /** Makes a REST API of methods with integrations and deploys it to the stage `local`; gives its id. */
  deploy(methods: readonly TestMethod[], api?: Input): Promise<string>;
  route(address: EndpointAddress, method?: string): EndpointRoute | undefined;
  /** Sends a request to a deployed API; fails when there is no such API. */
  send(method: string, address: EndpointAddress, request?: SentRequest): Promise<HttpReply>;
  /** What functions were invoked with. */
  readonly invoked: InvokeRequest[];
  /** What the next invocations give. */
  onInvoke(answer: (request: InvokeRequest, signal?: AbortSignal) => Promise<unknown>): void;
  /** How internal calls are let through; at first all are. */
  onInternal(internal: InternalCalls): void;
}

/** One method of a test API: its verb and path, what it integrates with, what it may answer. */
export interface TestMethod {
  readonly verb?: string;
  readonly path: string;
  readonly method?: Input;
  readonly integration: Input;
  readonly responses?: readonly (Input & { readonly statusCode: string })[];
}

const ACCOUNT = '000000000000';

/** The Lambda integration of a proxy method. */
export const proxyTo = (name: string, region = 'us-east-1'): Input => ({
  type: 'AWS_PROXY',
  integrationHttpMethod: 'POST',
  uri: `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/arn:aws:lambda:${region}:${ACCOUNT}:function:${name}/invocations`,
});

export const apiAddress = (apiId: string, path: string, stage = 'local'): EndpointAddress => ({
  kind: 'api',
  apiId,
  stage,
  path,
});

/** API Gateway and ACM on a store in memory, with a Lambda that answers what the test says. */
export function createTestApi(): TestApi {
  const store = createMemoryStore();
  const lambda = fakeLambda();
  let internal: InternalCalls = (_call, work) => work();
  const gateway = createApiGateway({
    store,
    functions: lambda.functions,
    certificates: certificateSource(store),
    accountId: ACCOUNT,
  });
  const acm = createAcm({ store, use: gateway.certificateUse });
  const reply: TestApi['reply'] = async (operation, input = {}, region = 'us-east-1') =>
    run(gateway.service, operation, input, region);
  const call: TestApi['call'] = async (...args) => bodyOf(await reply(...args));
  return {
    call,
    reply,
    acm: async (operation, input, region = 'us-east-1') => bodyOf(await run(acm, operation, input, region)),
    deploy: (methods, api) => deploy(call, methods, api),
    route: (address, method = 'GET') => gateway.route(address, method),
    send: async (method, address, sent = {}) => {
      const route = gateway.route(address, method);
      if (route === undefined) throw new Error(`No API at ${JSON.stringify(address)}`);
      return gateway.invoke(route, httpRequest(method, address.path, sent), internal);
    },
    invoked: lambda.invoked,
    onInvoke: lambda.onInvoke,
    onInternal: (next) => {
      internal = next;
    },
  };
}

type Answer = Parameters<TestApi['onInvoke']>[0];

function fakeLambda(): Pick<TestApi, 'invoked' | 'onInvoke'> & { readonly functions: FunctionInvoker } {
  const invoked: InvokeRequest[] = [];
  let answer: Answer = async () => ({});
  const invoke: FunctionInvoker['invoke'] = async (request, signal) => {
    invoked.push(request);
    return resultOf(await answer(request, signal));
  };
  return {
    functions: { invoke },
    invoked,
    onInvoke: (next) => {
      answer = next;
    },
  };
}

/** A function's answer as Lambda gives it, unless the test gave the whole result. */
const resultOf = (answered: unknown): InvokeResult =>
  typeof answered === 'object' && answered !== null && 'payload' in answered
    ? (answered as InvokeResult)
    : { payload: JSON.stringify(answered ?? null), executedVersion: '$LATEST', logTail: '' };

async function run(service: Service, operation: string, input: Input, region: string): Promise<Reply> {
  const found = service.operations[operation];
  if (found === undefined) throw new Error(`${service.name} has no operation ${operation}`);
  return found(input, { region, accountId: ACCOUNT, requestId: 'test' });
}

const bodyOf = ({ body }: Reply): Record<string, unknown> => JSON.parse(JSON.stringify(body ?? {}));

async function deploy(
  call: TestApi['call'],
  methods: readonly TestMethod[],
  api: Input = {},
): Promise<string> {
  const { id: restApiId, rootResourceId } = await call('CreateRestApi', { name: 'test', ...api });
  const ids = new Map([['', String(rootResourceId)]]);
  for (const method of methods) {
    const resourceId = await resourceAt(call, String(restApiId), method.path, ids);
    await putMethod(call, { restApiId, resourceId, httpMethod: method.verb ?? 'GET' }, method);
  }
  await call('CreateDeployment', { restApiId, stageName: 'local' });
  return String(restApiId);
}

async function resourceAt(
  call: TestApi['call'],
  restApiId: string,
  path: string,
  ids: Map<string, string>,
): Promise<string> {
  const key = path.replace(/\/$/, '');
  const known = ids.get(key);
  if (known !== undefined) return known;
  const split = key.lastIndexOf('/');
  const parentId = await resourceAt(call, restApiId, key.slice(0, split), ids);
  const { id } = await call('CreateResource', { restApiId, parentId, pathPart: key.slice(split + 1) });
  ids.set(key, String(id));
  return String(id);
}

async function putMethod(
  call: TestApi['call'],
  where: Input,
  { method, integration, responses }: TestMethod,
) {
  await call('PutMethod', { ...where, authorizationType: 'NONE', ...method });
  await call('PutIntegration', { ...where, ...integration });
  for (const response of responses ?? []) {
    const headers = Object.keys((response.responseParameters as object | undefined) ?? {});
    const responseParameters = Object.fromEntries(headers.map((name) => [name, false]));
    await call('PutMethodResponse', { ...where, statusCode: response.statusCode, responseParameters });
    await call('PutIntegrationResponse', { ...where, ...response });
  }
}

function httpRequest(
  method: string,
  path: string,
  { headers = [], query, body = '' }: SentRequest,
): HttpRequest {
  const rawHeaders = [['Host', '127.0.0.1:4566'] as const, ...headers].flat();
  const joined: Record<string, string> = {};
  for (const [name, value] of [['host', '127.0.0.1:4566'] as const, ...headers]) {
    const key = name.toLowerCase();
    joined[key] = joined[key] === undefined ? value : `${joined[key]}, ${value}`;
  }
  return {
    method,
    path,
    query: new URLSearchParams(query),
    headers: joined,
    rawHeaders,
    body: Buffer.from(body),
    sourceIp: '127.0.0.1',
  };
}
