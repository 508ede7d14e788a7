import assert from 'node:assert/strict';
import { get, type IncomingMessage } from 'node:http';
import { createParser } from 'eventsource-parser';
import type { ChaosEvent } from '../events/chaosEvent';
import { type GatewayInTest, signed, withGateway } from '../withGateway';

const test = (title: string, work: (gateway: GatewayInTest) => Promise<void>) =>
  it(title, () => withGateway({}, work));

/** Opens the stream and gives each event as it comes. */
async function readEvents(url: string, lastId?: string) {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(
      `${url}/_chaos/events`,
      { agent: false, headers: lastId ? { 'last-event-id': lastId } : {} },
      resolve,
    ).once('error', reject);
  });
  const ids: string[] = [];
  const events: (ChaosEvent & { readonly dropped?: number })[] = [];
  const waiting: (() => void)[] = [];
  const parser = createParser({
    onEvent: ({ data, id }) => {
      ids.push(id ?? '');
      events.push(JSON.parse(data));
      waiting.shift()?.();
    },
  });
  const ended = new Promise<void>((resolve) => response.once('close', resolve));
  response.setEncoding('utf8').on('data', (text) => parser.feed(text));
  const next = async () => {
    if (events.length === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    const { time, durationMs, ...rest } = events.shift() as ChaosEvent & { readonly dropped?: number };
    assert.ok(Math.abs(Date.now() - time) < 10_000 && durationMs >= 0 && durationMs < 10_000);
    return rest;
  };
  return { next, response, ended, ids };
}

describe('/_chaos/events', () => {
  test('tells of an API call and of the rule that failed it', async ({ url, ask, control }) => {
    const { next, response } = await readEvents(url);
    assert.equal(response.headers['content-type'], 'text/event-stream');
    const call = {
      service: 'lambda',
      operation: 'GetFunction',
      region: 'us-west-2',
      protocol: 'rest-json',
      internal: false,
    };
    const headers = signed('lambda', 'us-west-2');
    await ask('/2015-03-31/functions/f', { headers });
    assert.deepEqual(await next(), { ...call, status: 200 });
    const rules = [{ service: 's3' }, { service: 'lambda', error: { statusCode: 429 } }];
    await control('POST', '/_localstack/chaos/faults', rules);
    await ask('/2015-03-31/functions/f', { headers });
    assert.deepEqual(await next(), { ...call, status: 429, rule: 1 });
  });

  test('tells of an endpoint and of the internal call behind it', async ({ url, ask, control }) => {
    const { next } = await readEvents(url);
    const invoke = { service: 'lambda', operation: 'Invoke', region: 'us-west-2', internal: true };
    const endpoint = {
      service: 'apigateway',
      operation: 'InvokeRestApi',
      region: 'us-west-2',
      protocol: 'http',
      internal: false,
      endpoint: 'us-west-2/api1/local GET /hello',
    };
    await ask('/_aws/execute-api/api1/local/hello');
    assert.deepEqual(
      [await next(), await next()],
      [
        { ...invoke, status: 200 },
        { ...endpoint, status: 200 },
      ],
    );
    await control('POST', '/_localstack/chaos/faults', [{ service: 'lambda' }]);
    await ask('/hello', { headers: { host: 'shop.example.com' } });
    assert.deepEqual(
      [await next(), await next()],
      [
        { ...invoke, status: 503, rule: 0 },
        { ...endpoint, status: 502, rule: 0, endpoint: 'us-west-2/shop.example.com GET /hello' },
      ],
    );
  });

  test('says nothing of what is asked of the engine itself, or past the rules', async ({ url, ask }) => {
    const { next } = await readEvents(url);
    await ask('/_localstack/health');
    await ask('/restapis', { headers: { ...signed('apigateway'), 'x-chaos-bypass': '1' } });
    await ask('/', { headers: signed('s3') });
    assert.equal((await next()).operation, 'ListBuckets');
  });

  test('a reader that does not read holds up nobody, and catches up', async ({ url, ask }) => {
    const { next, response } = await readEvents(url);
    response.pause();
    // More than sockets buffer: 7 MB.
    const service = 'x'.repeat(12_000);
    for (let n = 0; n < 600; n += 1) await ask(`/${n}`, { headers: signed(service) });
    response.resume();
    for (let n = 0; n < 600; n += 1) assert.equal((await next()).service, service);
  });

  test('goes on where a reader was, for each reader', async ({ url, ask }) => {
    const cross = async (...names: string[]) => {
      for (const name of names) await ask('/', { headers: signed(name) });
    };
    const first = await readEvents(url);
    await cross('a', 'b', 'c');
    const seen = [await first.next(), await first.next()].map(({ service }) => service);
    first.response.destroy();
    await cross('d');
    const again = await readEvents(url, first.ids[1]);
    const other = await readEvents(url, first.ids[0]);
    const services = async (reader: typeof again, count: number) => {
      const all: string[] = [];
      for (let n = 0; n < count; n += 1) all.push((await reader.next()).service);
      return all;
    };
    assert.deepEqual(seen, ['a', 'b']);
    assert.deepEqual(await services(again, 2), ['c', 'd']);
    assert.deepEqual(await services(other, 3), ['b', 'c', 'd']);
    assert.deepEqual(again.ids, other.ids.slice(1));
  });

  test('says what is gone to a reader that comes again too late', async ({ url, ask }) => {
    const first = await readEvents(url);
    const service = 'x'.repeat(12_000);
    for (let n = 0; n < 3; n += 1) await ask(`/${n}`, { headers: signed(service) });
    await first.next();
    first.response.destroy();
    await first.ended;
    // More than is kept.
    for (let n = 0; n < 750; n += 1) await ask(`/${n}`, { headers: signed(service) });
    const { dropped = 0 } = await (await readEvents(url, first.ids[0])).next();
    assert.ok(dropped > 20 && dropped < 752, String(dropped));
  });

  it('ends when the engine closes', async () => {
    const reader = await withGateway({}, ({ url }) => readEvents(url));
    await reader.ended;
    assert.equal(reader.response.complete, true);
  });
});
