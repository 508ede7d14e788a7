import { setTimeout as delay } from 'node:timers/promises';
import { AwsError } from '../../../src/aws/awsError';
import type { EmbeddedAws, EndpointRoute } from '../../../src/aws/backend';
import type { HttpReply } from '../../../src/aws/http';
import { type ApiOfBench, apisOf, type MethodOfBench } from './apis';

/** AWS with nothing but REST APIs: five hundred endpoints, say. It answers what discovery asks, and the endpoints. */
export class BigApi implements EmbeddedAws {
  private readonly apis: readonly ApiOfBench[];
  /** Calls of endpoints that were answered. */
  answered = 0;

  constructor(endpoints: number) {
    this.apis = apisOf(endpoints);
  }

  async call({ operation, region, labels }: Parameters<EmbeddedAws['call']>[0]): Promise<HttpReply> {
    const inRegion = this.apis.filter((api) => api.region === region);
    const api = inRegion.find(({ id }) => id === labels.restApiId);
    switch (operation) {
      case 'GetRestApis':
        return json({ item: inRegion.map(({ id, name }) => ({ id, name })) });
      case 'GetStages':
        return json({ item: [{ stageName: 'local' }] });
      case 'GetResources':
        return json({ item: api?.methods.map(resourceOf) ?? [] });
      case 'GetDomainNames':
        return json({ item: [] });
      case 'ListFunctions':
        return json({ Functions: inRegion.flatMap(({ functions }) => functions).map(functionOf) });
      default:
        return json({ message: `${operation} is not part of the benchmark.` }, 501);
    }
  }

  route(address: Parameters<EmbeddedAws['route']>[0], method: string): EndpointRoute | undefined {
    const api = address.kind === 'api' ? this.apis.find(({ id }) => id === address.apiId) : undefined;
    if (!api) return undefined;
    const known = method === 'GET' && this.method(api.id, address.path) !== undefined;
    const resource = known ? { resourcePath: address.path, resourceMethod: method } : {};
    return { region: api.region, apiId: api.id, stage: 'local', path: address.path, ...resource };
  }

  async invoke(
    { apiId, region, path }: EndpointRoute,
    _request: unknown,
    internal: Parameters<EmbeddedAws['invoke']>[2],
  ): Promise<HttpReply> {
    const method = this.method(apiId, path);
    if (!method) return json({ message: 'Missing Authentication Token' }, 403);
    this.answered += 1;
    if (method.functionArn === undefined) return json({ ok: true });
    const answer = async () => {
      await delay(method.latencyMs);
      return json(method.body);
    };
    try {
      return await internal({ service: 'lambda', operation: 'Invoke', region }, answer);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return json({ message: 'Internal server error' }, 502); // a rule has fired
    }
  }

  services(): Readonly<Record<string, string>> {
    return { apigateway: 'running', lambda: 'running' };
  }

  async close(): Promise<void> {}

  private method(apiId: string, path: string): MethodOfBench | undefined {
    return this.apis.find(({ id }) => id === apiId)?.byPath.get(path);
  }
}

const json = (body: unknown, status = 200): HttpReply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

const resourceOf = ({ path, region, functionArn }: MethodOfBench, index: number) => ({
  id: `r${index}`,
  path,
  resourceMethods: {
    GET: {
      httpMethod: 'GET',
      methodIntegration: functionArn
        ? {
            type: 'AWS_PROXY',
            uri: `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
          }
        : { type: 'MOCK' },
    },
  },
});

const functionOf = (FunctionName: string) => ({
  FunctionName,
  Runtime: 'nodejs20.x',
  Timeout: 10,
  MemorySize: 256,
});
