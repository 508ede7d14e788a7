import { request as httpRequest } from 'node:http';
import type { AwsCall } from '../aws/awsCall';
import type { EmbeddedAws, EndpointRoute } from '../aws/backend';
import type { HttpRequest } from '../aws/http';
import { embeddedBackend } from './embeddedBackend';
import { FakeClock } from './fakeClock';
import { createGateway, type GatewayOptions } from './gateway';

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface GatewayInTest {
  readonly url: string;
  readonly port: number;
  readonly clock: FakeClock;
  /** What reached the backend. */
  readonly calls: { readonly call: AwsCall; readonly request: HttpRequest }[];
  readonly reports: string[];
  /** Sends as given: Host and Origin too, which `fetch` keeps to itself. */
  ask(path: string, asked?: Asked): Promise<Answered>;
  /** JSON in, JSON out, to the engine itself. */
  control(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<unknown>;
}

/** For tests: a gateway on a free port, on a clock moved by hand, in front of a backend that only takes notes. */
export async function withGateway<T>(
  options: Partial<Omit<GatewayOptions, 'backend'>> & { readonly backend?: EmbeddedAws },
  work: (gateway: GatewayInTest) => Promise<T>,
): Promise<T> {
  const clock = new FakeClock();
  const calls: GatewayInTest['calls'] = [];
  const reports: string[] = [];
  const backend = embeddedBackend(options.backend ?? notingBackend(calls));
  const report = (line: string) => reports.push(line);
  const gateway = createGateway({
    region: 'us-east-1',
    version: '1.2.3',
    clock,
    report,
    ...options,
    backend,
  });
  const port = await gateway.listen(0, '127.0.0.1');
  const ask = (path: string, asked: Asked = {}) => send(port, path, asked);
  try {
    return await work({
      url: `http://127.0.0.1:${port}`,
      port,
      clock,
      calls,
      reports,
      ask,
      control: async (method, path, body, headers = {}) => {
        const { text } = await ask(path, {
          method,
          headers,
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        return JSON.parse(text);
      },
    });
  } finally {
    await gateway.close();
  }
}

/** Headers that make a request an AWS call: `signed('lambda', 'us-west-2')`. */
export const signed = (service: string, region = 'us-east-1'): Record<string, string> => ({
  authorization:
    `AWS4-HMAC-SHA256 Credential=test/20261123/${region}/${service}/aws4_request, ` +
    'SignedHeaders=host, Signature=0',
});

/** One API, `api1` in us-west-2 with a Lambda behind `GET /hello`, also behind the domain `shop.example.com`. */
function notingBackend(calls: GatewayInTest['calls']): EmbeddedAws {
  return {
    call: async (call, request) => {
      calls.push({ call, request });
      return {
        status: 200,
        headers: { 'content-type': 'text/plain' },
        body: `${call.service} ${call.operation}`,
      };
    },
    route: (address) => {
      const known = address.kind === 'api' ? address.apiId === 'api1' : address.host === 'shop.example.com';
      return known ? apiRoute(address.path, address.kind === 'domain') : undefined;
    },
    invoke: async ({ region, resourcePath }, _request, internal) => {
      if (resourcePath === undefined) return { status: 403, headers: {}, body: 'no such method' };
      try {
        const body = await internal(
          { service: 'lambda', operation: 'Invoke', region },
          async () => 'from lambda',
        );
        return { status: 200, headers: {}, body };
      } catch {
        return { status: 502, headers: {}, body: '{"message":"Internal server error"}' };
      }
    },
    services: () => ({ lambda: 'available' }),
    close: async () => {},
  };
}

const apiRoute = (path: string, isDomain: boolean): EndpointRoute => ({
  region: 'us-west-2',
  apiId: 'api1',
  stage: 'local',
  path,
  ...(isDomain ? { domain: 'shop.example.com' } : {}),
  ...(path === '/hello' ? { resourcePath: '/hello', resourceMethod: 'GET' } : {}),
});

function send(port: number, path: string, { method = 'GET', headers, body }: Asked): Promise<Answered> {
  // Node frames the body of a DELETE by nothing but a length that it is given.
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
  const options = { port, host: '127.0.0.1', path, method, headers: { ...length, ...headers }, agent: false };
  return new Promise((resolve, reject) => {
    const request = httpRequest(options);
    request.once('error', reject);
    request.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers as Record<string, string>,
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    request.end(body);
  });
}
