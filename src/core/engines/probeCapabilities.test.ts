import assert from 'node:assert/strict';
import type { Answer } from '../http/answer';
import { ChaosClient } from '../http/chaosClient';
import { type ProbeAnswers, probeCapabilities, readProbes, statusOf } from './probeCapabilities';

const endpoint = 'http://127.0.0.1:4566';

const json = (value: unknown, status = 200): Answer => ({
  status,
  headers: {},
  text: JSON.stringify(value),
  json: value,
});
const plain = (status: number, text = '', headers: Answer['headers'] = {}): Answer => ({
  status,
  headers,
  text,
});

const licensed = json({ available_plugins: ['localstack.platform.plugin/chaos'] });
const unlicensed = json({ available_plugins: ['localstack.platform.plugin/chaos-mesh'] });

const localStack: ProbeAnswers = {
  health: json({ services: { lambda: 'available' }, edition: 'pro', version: '2026.4.0' }),
  info: json({ version: '2026.4.0', is_license_activated: true }),
  licence: licensed,
  abilities: plain(404),
  faults: json([]),
  effects: json({ latency: 0 }),
};

const statusFor = (answers: Partial<ProbeAnswers>) =>
  statusOf(readProbes(endpoint, { ...localStack, ...answers }));

const gateway = `Turn the setting "chaos.gateway" on, or run "chaos-lab engine --upstream ${endpoint}" in front of it.`;

describe('readProbes', () => {
  it('finds LocalStack with its Chaos API ready, without our extras', () => {
    assert.deepEqual(statusFor({}), {
      state: 'ready',
      endpoint,
      capabilities: {
        faults: true,
        effects: true,
        leases: false,
        events: false,
        hitCounts: false,
        latencyPerRule: false,
        product: 'LocalStack 2026.4.0',
      },
    });
  });

  it('finds what our engine can do beyond that, however it is said', () => {
    const abilities = json({
      product: 'chaos-lab',
      version: '0.1.0',
      leases: { ttlMs: 6000 },
      events: false,
      latencyPerRule: true,
    });
    const { capabilities } = statusFor({ abilities });
    assert.deepEqual(capabilities, {
      faults: true,
      effects: true,
      leases: true,
      events: false,
      hitCounts: false,
      latencyPerRule: true,
      product: 'chaos-lab 0.1.0',
    });
  });

  it("finds the emulator behind somebody else's gateway, and why it does not answer", () => {
    const behind = (upstream: unknown) => {
      const status = statusFor({ abilities: json({ product: 'chaos-lab', upstream }) });
      return [status.state, status.upstream];
    };
    const url = 'http://emulator:4566';
    assert.deepEqual(behind({ url, product: 'Floci', version: '1.5.12', reachable: true }), [
      'ready',
      { endpoint: url, product: 'Floci 1.5.12', reason: 'A gateway of Chaos Lab stands in front of it.' },
    ]);
    assert.deepEqual(behind({ url, reachable: false, problem: 'Nothing answers there.' }), [
      'ready',
      { endpoint: url, product: 'an emulator', reason: 'Nothing answers there.' },
    ]);
    assert.deepEqual(behind('nonsense'), ['ready', undefined]);
  });

  const none = plain(404);
  const why: Record<string, [answers: Partial<ProbeAnswers>, reason: string]> = {
    'a licence without the add-on': [
      { faults: none, licence: unlicensed },
      `LocalStack 2026.4.0 runs without the Chaos API: its licence does not include it. ${gateway}`,
    ],
    'no licence at all, or an old image': [
      { faults: none, licence: plain(404) },
      `LocalStack 2026.4.0 runs without the Chaos API: it has no licence that includes it, or is too old. ${gateway}`,
    ],
    'a licence with it, and yet no answer': [
      { faults: none },
      `LocalStack 2026.4.0 does not serve the Chaos API, though its licence includes it. ${gateway}`,
    ],
    'an API that answers something else': [
      { faults: json({ oops: 1 }) },
      `The Chaos API of LocalStack 2026.4.0 does not work: GET /_localstack/chaos/faults gave 200: {"oops":1}. ${gateway}`,
    ],
    'an API that fails': [
      { faults: plain(500) },
      `The Chaos API of LocalStack 2026.4.0 does not work: GET /_localstack/chaos/faults gave 500 with an empty body. ${gateway}`,
    ],
    'Floci, which answers as LocalStack': [
      {
        health: json({
          services: {},
          edition: 'community',
          original_edition: 'floci-always-free',
          version: '1.5.12',
        }),
        faults: plain(404, '<Error><Code>NoSuchBucket</Code></Error>'),
      },
      `Floci 1.5.12 has no Chaos API. ${gateway}`,
    ],
    'MiniStack, by what it says of other paths': [
      {
        health: json({ services: {}, edition: 'light', version: '1.4.20' }),
        info: json({ error: 'Unknown LocalStack endpoint: /x. Ministack exposes /_ministack/health.' }, 404),
        faults: json({ error: 'Unknown LocalStack endpoint: /y.' }, 404),
      },
      `MiniStack 1.4.20 has no Chaos API. ${gateway}`,
    ],
    'a clone that says its name': [
      { health: json({ services: {}, edition: 'ministack', version: '1.2' }), faults: none },
      `MiniStack 1.2 has no Chaos API. ${gateway}`,
    ],
    'an emulator without a name': [
      { health: json({ services: {} }), faults: none },
      `An emulator has no Chaos API. ${gateway}`,
    ],
    Moto: [
      { health: plain(404, '<Error/>'), moto: json({}), faults: plain(404, '<Error/>') },
      `Moto has no Chaos API. ${gateway}`,
    ],
  };
  for (const [what, [answers, reason]] of Object.entries(why)) {
    it(`says why there is no chaos: ${what}`, () => {
      const status = statusFor(answers);
      assert.deepEqual([status.state, status.reason], ['without-chaos', reason]);
    });
  }

  const strangers: Record<string, [health: Answer, reason: string]> = {
    'a web page': [
      plain(200, '<!doctype html><html><title>\n FRITZ!Box </title>', { 'content-type': 'text/html' }),
      `What answers at ${endpoint} is a web page ("FRITZ!Box"), no AWS emulator. Check the endpoint.`,
    ],
    'another API': [
      json({ status: 'UP' }),
      `What answers at ${endpoint} is no AWS emulator (200: {"status":"UP"}). Check the endpoint.`,
    ],
    'nothing under that path': [
      plain(404),
      `What answers at ${endpoint} is no AWS emulator (404 with an empty body). Check the endpoint.`,
    ],
    'a redirect': [
      plain(308, '', { location: 'https://box:8443/_localstack/health?token=s3cret' }),
      `${endpoint} sends callers on to https://box:8443. Give https://box:8443 as the endpoint if the emulator is there.`,
    ],
    'a sign-in': [
      plain(401, 'who are you?'),
      `What answers at ${endpoint} lets nobody in without permission (401: who are you?). Reach the emulator past it, by a port-forward for example.`,
    ],
    'a proxy with nothing behind it': [
      plain(502, 'Bad Gateway'),
      `The emulator behind the proxy at ${endpoint} does not answer (502: Bad Gateway). Start the emulator, then try again.`,
    ],
    'an engine of ours that does not know its own name': [
      json(
        { message: 'The engine does not answer to the host "box". Start the engine with --allow-host box.' },
        403,
      ),
      `An engine of Chaos Lab answers at ${endpoint}, but not to this name. Start it with --allow-host 127.0.0.1.`,
    ],
  };
  for (const [what, [health, reason]] of Object.entries(strangers)) {
    it(`says so when what answers is no emulator: ${what}`, () => {
      const status = statusOf(readProbes(endpoint, { health }));
      assert.deepEqual(
        [status.state, status.reason, status.capabilities.product],
        ['without-chaos', reason, 'an unknown server'],
      );
    });
  }
});

describe('probeCapabilities', () => {
  /** A client of a server that answers by path, and what it was asked. */
  const clientOf = (answer: (path: string) => Response | Promise<Response>) => {
    const asked: string[] = [];
    const fetch = async (input: string | URL | Request, init?: RequestInit) => {
      const { pathname } = new URL(String(input));
      asked.push(pathname);
      return Promise.race([
        answer(pathname),
        new Promise<never>((_, reject) => {
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason), { once: true });
        }),
      ]);
    };
    return { asked, client: new ChaosClient(endpoint, { fetch, timeoutMs: 50 }) };
  };
  const health = () => Response.json({ services: {}, edition: 'pro', version: '2026.4.0' });

  it('asks in the order that tells the states apart', async () => {
    const { asked, client } = clientOf((path) =>
      path === '/_localstack/health' ? health() : new Response('', { status: 404 }),
    );
    await probeCapabilities(client);
    assert.deepEqual(asked, [
      '/_localstack/health',
      '/_localstack/info',
      '/_localstack/licenseinfo',
      '/_localstack/chaos/faults',
      '/_localstack/chaos/effects',
      '/_chaos/capabilities',
    ]);
  });

  it('asks a stranger no more than who it is', async () => {
    const { asked, client } = clientOf(() => new Response('<html></html>'));
    assert.equal((await probeCapabilities(client)).state, 'without-chaos');
    assert.deepEqual(asked, ['/_localstack/health', '/moto-api/data.json']);
  });

  it('does without a licence that takes too long to tell', async () => {
    const { client } = clientOf((path) => {
      if (path === '/_localstack/health') return health();
      return path === '/_localstack/licenseinfo' ? new Promise(() => {}) : new Response('', { status: 404 });
    });
    const { reason } = await probeCapabilities(client);
    assert.match(reason ?? '', /it has no licence that includes it, or is too old/);
  });

  it('rejects when an emulator does not answer in time', async () => {
    const { client } = clientOf((path) =>
      path === '/_localstack/health' ? health() : new Promise(() => {}),
    );
    await assert.rejects(probeCapabilities(client), /did not answer GET \/_localstack\/info within 0\.05 s/);
  });
});
