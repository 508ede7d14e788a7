import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { withEngine } from '../../cli/engine/withEngine';
import type { ExtendedRule } from '../../core/faults/rule';
import { signed } from '../withGateway';
import { deployShop, sdkSettings } from './shop.fixture';
import { withUpstream } from './withUpstream.fixture';

const setRules = async (url: string, ...rules: ExtendedRule[]): Promise<void> => {
  const sent = await fetch(`${url}/_chaos/rules`, { method: 'POST', body: JSON.stringify(rules) });
  assert.equal(sent.status, 200);
};

const tenth = { min: 100, max: 100 };

describe('rules with extensions in front of another emulator', () => {
  it('delay uploads, which arrive whole, and mark the answers that they pass on', () => {
    const received: string[] = [];
    return withUpstream(
      async (request, response) => {
        received.push(
          createHash('sha256')
            .update(await buffer(request))
            .digest('hex'),
        );
        response.writeHead(200, { 'X-Own': 'yes' }).end('stored');
      },
      async ({ engine, ask }) => {
        await setRules(engine.url, { service: 's3', latency: tenth });
        const body = Buffer.alloc(3_000_000, 'chaos');
        const headers = { ...signed('s3'), 'content-length': body.length };
        const started = performance.now();
        const answer = await ask('/bucket/key', { method: 'PUT', headers }, body);
        assert.ok(performance.now() - started >= 99);
        assert.deepEqual(received, [createHash('sha256').update(body).digest('hex')]);
        assert.equal(answer.body.toString(), 'stored');
        const { 'x-own': own, 'x-chaos-delay': delay, 'x-chaos-rule': rule } = answer.response.headers;
        assert.deepEqual([own, delay, rule], ['yes', '100;rule=0', undefined]);
      },
    );
  });

  it('keep from the emulator what they cut or hold back', () => {
    let reached = 0;
    return withUpstream(
      (_request, response) => {
        reached += 1;
        response.end();
      },
      async ({ engine, ask }) => {
        await setRules(engine.url, { service: 's3', reset: true }, { service: 'sqs', timeout: { ms: 50 } });
        const body = Buffer.alloc(300_000);
        await assert.rejects(
          ask('/b/k', { method: 'PUT', headers: signed('s3') }, body),
          /ECONNRESET|EPIPE|socket hang up/,
        );
        await assert.rejects(ask('/', { headers: signed('sqs') }), /socket hang up/);
        assert.equal(reached, 0);
        await ask('/', { headers: signed('sts') });
        assert.equal(reached, 1);
      },
    );
  });

  it('are what the JavaScript SDK tries again after: a cut connection, and one that is closed', () =>
    withEngine({}, (emulator) =>
      withEngine({ upstream: emulator.url, regions: [] }, async ({ url }) => {
        const client = new LambdaClient({ ...sdkSettings(url), maxAttempts: 2 });
        for (const rule of [{ reset: true }, { timeout: { ms: 50 } }] as const) {
          await setRules(url, { service: 'lambda', ...rule, count: 1 });
          const { Functions, $metadata } = await client.send(new ListFunctionsCommand());
          assert.deepEqual([Functions, $metadata.attempts], [[], 2]);
        }
        client.destroy();
      }),
    ));

  it('meet the Lambda behind an endpoint, and no endpoint without one', async function () {
    this.timeout(20_000);
    await withEngine({}, (emulator) =>
      withEngine({ upstream: emulator.url, regions: ['us-east-1'] }, async ({ url }) => {
        const id = await deployShop(url);
        const get = async (path: string) => {
          const { status, headers } = await fetch(`${url}/_aws/execute-api/${id}/local${path}`);
          return [status, headers.get('x-chaos-rule'), headers.get('x-chaos-delay')];
        };
        const both = async () => [await get('/test'), await get('/v1/health')];
        await setRules(url, { service: 'lambda', reset: true });
        assert.deepEqual(await both(), [
          [200, null, null],
          [502, '0', null],
        ]);
        await setRules(url, { service: 'lambda', latency: tenth });
        assert.deepEqual(await both(), [
          [200, null, null],
          [200, null, '100;rule=0'],
        ]);
        await setRules(url, { latency: tenth });
        assert.deepEqual(await both(), [
          [200, null, '100;rule=0'],
          [200, null, '100;rule=0'],
        ]);
      }),
    );
  });
});
