import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What is answered to a GET of a path: JSON with 200, or a status and the body as it is. */
export type FakeAnswers = Record<string, object | readonly [status: number, body: string]>;

export interface FakeEmulator {
  readonly endpoint: string;
  /** May be changed while it runs. */
  answers: FakeAnswers;
  close(): Promise<void>;
}

/** For tests: an HTTP server that answers what it is told, and 404 with an empty body to everything else. */
export const startFakeEmulator = async (answers: FakeAnswers, port = 0): Promise<FakeEmulator> => {
  const server = createServer((request, response) => {
    const answer = fake.answers[request.url ?? ''] ?? [404, ''];
    const [status, body] = isReply(answer) ? answer : [200, JSON.stringify(answer)];
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fake: FakeEmulator = { endpoint, answers, close: () => close(server) };
  return fake;
};

/** LocalStack without the Chaos add-on. */
export const unlicensed: FakeAnswers = {
  '/_localstack/health': { services: { lambda: 'available' }, edition: 'pro', version: '2026.4.0' },
  '/_localstack/info': { version: '2026.4.0:1a2b3c4d5', edition: 'pro', is_license_activated: true },
  '/_localstack/licenseinfo': { available_plugins: ['localstack.platform.plugin/pods'] },
};

/** LocalStack with it. */
export const licensed: FakeAnswers = {
  ...unlicensed,
  '/_localstack/licenseinfo': { available_plugins: ['localstack.platform.plugin/chaos'] },
  '/_localstack/chaos/faults': [] as object,
  '/_localstack/chaos/effects': { latency: 0 },
};

const isReply = (answer: FakeAnswers[string]): answer is readonly [number, string] =>
  Array.isArray(answer) && typeof answer[0] === 'number';

const close = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
