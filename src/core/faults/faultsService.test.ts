import assert from 'node:assert/strict';
import type { EngineStatus } from '../engines/engine';
import { isAbort, isHumanError } from '../errors';
import { Tracker } from '../event';
import { FakeClock } from '../fakeClock';
import { FakeChaosApi } from '../http/fakeChaosApi';
import { silentLog } from '../log';
import { FaultsService } from './faultsService';
import type { FaultsServiceOptions } from './faultsServiceOptions';

const faults = '/_localstack/chaos/faults';
const everything = { faults: true, effects: true, leases: true, events: true, hitCounts: true, product: 'x' };
const ready = (endpoint = 'http://127.0.0.1:4566', able = everything): EngineStatus => ({
  state: 'ready',
  endpoint,
  capabilities: able,
});

const withService = async (
  work: (parts: {
    api: FakeChaosApi;
    clock: FakeClock;
    engine: Tracker<EngineStatus>;
    service: FaultsService;
  }) => Promise<void>,
  options: Partial<FaultsServiceOptions> = {},
) => {
  const api = new FakeChaosApi();
  const clock = new FakeClock(Date.UTC(2026, 0, 1));
  const engine = new Tracker<EngineStatus>(ready());
  const service = new FaultsService({ engine, owner: 'lab-1', clock, fetch: api.fetch, ...options });
  try {
    await clock.advance(0);
    await work({ api, clock, engine, service });
  } finally {
    service.dispose();
  }
  await clock.advance(0);
  assert.equal(clock.pending, 0, 'timers left over');
};

const rulesOf = (service: FaultsService) => service.current.rules.map(({ rule }) => rule);

describe('FaultsService', () => {
  it('sets a rule with its tag, after the lease is held, and shows what the engine made of it', () =>
    withService(async ({ api, service }) => {
      const view = await service.add({ service: 'lambda', description: 'Tuesday' });
      const rule = { service: 'lambda', description: 'chaos-lab:lab-1 Tuesday' };
      assert.deepEqual(view, { rule, index: 0, owner: 'ours', hits: 0, matches: 0 });
      assert.deepEqual(service.current, { available: true, rules: [view], latencyMs: 0 });
      const writes = api.requests.filter(({ method }) => method !== 'GET');
      assert.deepEqual(
        writes.map(({ method, owner }) => [method, owner]),
        [
          ['PUT', 'lab-1'],
          ['PATCH', 'lab-1'],
        ],
      );
    }));

  it('never replaces rules (POST), whatever it is asked', () =>
    withService(async ({ api, service }) => {
      api.rules = [{ region: 'eu-west-1' }];
      const { rule } = await service.add({ service: 's3' });
      const next = await service.replace(rule, { service: 's3', probability: 0.5 });
      await service.adopt({ region: 'eu-west-1' });
      await service.remove(next.rule);
      await service.clearForeign();
      await service.haltAll();
      assert.deepEqual(api.sent('POST', faults), []);
    }));

  it('renews the lease every two seconds, also while a write hangs', () =>
    withService(async ({ api, clock, service }) => {
      let release = () => {};
      api.before = ({ method }) =>
        method === 'PATCH' ? new Promise<void>((resolve) => (release = resolve)) : undefined;
      const adding = service.add({});
      await clock.advance(6000);
      const renewals = api.sent('PUT', '/_chaos/leases/lab-1');
      assert.deepEqual(
        renewals.map(({ body }) => body),
        Array(4).fill({ ttlMs: 6000 }),
      );
      release();
      await adding;
    }));

  it('takes no lease where there is none, or where it shall not', async () => {
    await withService(
      async ({ api, service, clock }) => {
        await service.add({});
        await clock.advance(5000);
        assert.deepEqual(
          api.requests.filter(({ path, owner }) => path.startsWith('/_chaos/leases') || owner !== null),
          [],
        );
      },
      { lease: false },
    );
    await withService(
      async ({ api, service }) => {
        await service.add({});
        assert.deepEqual(
          api.requests.filter(({ path }) => path.startsWith('/_chaos')),
          [],
        );
      },
      {
        engine: new Tracker<EngineStatus>(
          ready('http://h', { ...everything, leases: false, hitCounts: false }),
        ),
      },
    );
  });

  it('names the field of a rule that is none, and sends nothing', () =>
    withService(async ({ api, service }) => {
      await assert.rejects(service.add({ region: 'us east' }), (error) => {
        assert.ok(isHumanError(error));
        assert.match(error.message, /region: must be/);
        return true;
      });
      assert.deepEqual(api.sent('PATCH', faults), []);
    }));

  it('writes one after the other', () =>
    withService(async ({ api, service }) => {
      let under = 0;
      let most = 0;
      api.before = async ({ method }) => {
        if (method === 'GET' || method === 'PUT') return;
        most = Math.max(most, ++under);
        await new Promise((resolve) => setImmediate(resolve));
        under--;
      };
      await Promise.all([
        service.add({ service: 'a' }),
        service.add({ service: 'b' }),
        service.setLatency(9),
      ]);
      assert.equal(most, 1);
      assert.deepEqual(
        rulesOf(service).map((rule) => rule.service),
        ['a', 'b'],
      );
      assert.equal(service.current.latencyMs, 9);
    }));

  it('takes a rule back when its duration is over', () =>
    withService(async ({ api, clock, service }) => {
      const view = await service.add({ service: 's3' }, { durationMs: 30_000 });
      assert.equal(view.endsAt, clock.now() + 30_000);
      await clock.advance(29_000);
      assert.equal(api.rules.length, 1);
      await clock.advance(1500);
      assert.deepEqual([api.rules, service.current.rules], [[], []]);
    }));

  it('tries again when a rule whose time is over could not be taken back', () =>
    withService(async ({ api, clock, service }) => {
      await service.add({ service: 's3' }, { durationMs: 10_000 });
      let failures = 3;
      api.before = ({ method }) => {
        if (method === 'DELETE' && failures-- > 0) throw new TypeError('fetch failed');
      };
      service.setActive(true);
      await clock.advance(16_000);
      assert.deepEqual(api.rules, []);
    }));

  it('keeps what is left of the duration when a rule is edited', () =>
    withService(async ({ api, clock, service }) => {
      const view = await service.add({ service: 's3', description: 'note' }, { durationMs: 30_000 });
      await clock.advance(10_000);
      const edited = await service.replace(view.rule, { ...view.rule, probability: 0.5 });
      assert.equal(edited.endsAt, view.endsAt);
      assert.deepEqual(api.rules, [{ ...view.rule, probability: 0.5 }]);
    }));

  it('leaves the old rule in place when the new one is refused', () =>
    withService(async ({ api, service }) => {
      const { rule } = await service.add({ service: 's3' });
      api.before = ({ method }) => {
        if (method === 'PATCH') throw new TypeError('fetch failed');
      };
      await assert.rejects(service.replace(rule, { service: 's3', probability: 0.1 }));
      assert.deepEqual(api.rules, [rule]);
    }));

  it('takes the new rule back when the old one cannot be removed', () =>
    withService(async ({ api, service }) => {
      const { rule } = await service.add({ service: 's3' });
      let deletes = 0;
      api.before = ({ method }) => {
        if (method === 'DELETE' && ++deletes === 1) throw new TypeError('fetch failed');
      };
      await assert.rejects(service.replace(rule, { service: 's3', probability: 0.1 }));
      assert.deepEqual([api.rules, rulesOf(service)], [[rule], [rule]]);
    }));

  it('finds and takes back its rule though the engine has filled in what it left out', () =>
    withService(async ({ api, service }) => {
      api.keep = (rule) => ({
        probability: 1,
        error: { statusCode: 503, code: 'ServiceUnavailable' },
        ...rule,
      });
      const { rule } = await service.add({ service: 's3' });
      assert.equal(rule.probability, 1);
      const { rule: next } = await service.replace(rule, { service: 's3', probability: 0.5 });
      await service.remove({ service: 's3', probability: 0.5, description: next.description ?? '' });
      assert.deepEqual(api.rules, []);
    }));

  it('takes a refusal of a rule that is there already for success, and of no other', () =>
    withService(async ({ api, service }) => {
      api.refusesEqual = true;
      const first = await service.add({ service: 's3' });
      assert.deepEqual(await service.add({ service: 's3' }), first);
      api.before = ({ method }) => {
        if (method === 'PATCH') api.keep = () => first.rule;
      };
      await assert.rejects(service.add({ service: 'sts' }), /rules must be unique/);
    }));

  it('adopts a foreign rule with its text, and clears foreign rules only', () =>
    withService(async ({ api, service }) => {
      api.rules = [{ service: 's3', description: 'mine' }, { service: 'sts' }];
      const adopted = await service.adopt({ service: 's3', description: 'mine' });
      assert.equal(adopted.rule.description, 'chaos-lab:lab-1 mine');
      assert.equal(await service.clearForeign(), 1);
      assert.deepEqual(api.rules, [adopted.rule]);
    }));

  it('reads every second while active, every five otherwise, and tells only changes', () =>
    withService(async ({ api, clock, service }) => {
      const told: number[] = [];
      service.onDidChange(() => told.push(clock.now()));
      const reads = () => api.sent('GET', '/_chaos/rules').length;
      const before = reads();
      await clock.advance(10_000);
      assert.equal(reads() - before, 2);
      service.setActive(true);
      await clock.advance(3500);
      assert.equal(reads() - before, 2 + 4);
      assert.deepEqual(told, []);
    }));

  it('follows the engine: nothing while it is away, what the next one holds afterwards', () =>
    withService(async ({ api, clock, engine, service }) => {
      await service.add({});
      engine.set({ state: 'failed', reason: 'The engine ended.' });
      assert.deepEqual(service.current, {
        available: false,
        reason: 'The engine ended.',
        rules: [],
        latencyMs: 0,
      });
      await assert.rejects(service.add({}), /The engine ended\./);
      api.rules = [{ region: 'eu-west-1' }];
      engine.set(ready('http://127.0.0.1:5000'));
      await clock.advance(0);
      assert.deepEqual(rulesOf(service), [{ region: 'eu-west-1' }]);
    }));

  it('keeps the last known faults in view while the engine is slow', async () => {
    let warned = () => {};
    const warning = new Promise<void>((resolve) => (warned = resolve));
    await withService(
      async ({ api, clock, service }) => {
        await service.add({});
        api.before = () => new Promise(() => {});
        await clock.advance(5000);
        await warning;
        assert.deepEqual([service.current.available, service.current.rules.length], [true, 1]);
      },
      { timeoutMs: 20, log: { ...silentLog, warn: () => warned() }, lease: false },
    );
  });

  it('shows no faults when the engine is gone, and why', () =>
    withService(async ({ api, clock, service }) => {
      await service.add({});
      api.before = () => {
        throw new TypeError('fetch failed');
      };
      await clock.advance(6000);
      assert.deepEqual([service.current.available, service.current.rules], [false, []]);
      assert.match(service.current.reason ?? '', /Nothing answers at http:\/\/127\.0\.0\.1:4566/);
    }));

  it('does not let an old reading cover a newer one', () =>
    withService(async ({ api, clock, service }) => {
      let release = () => {};
      let held = false;
      api.before = async ({ path }) => {
        if (path !== '/_localstack/chaos/effects' || held) return;
        held = true;
        await new Promise<void>((resolve) => (release = resolve));
      };
      const old = service.refresh(); // has read the rules, hangs at the latency
      await clock.advance(0);
      await service.add({ service: 's3' });
      release();
      await old;
      assert.equal(service.current.rules.length, 1);
    }));
});

describe('FaultsService.haltAll', () => {
  const other = { service: 'sts', description: 'a colleague' };

  it('takes back all rules of labs and the latency, and names what remains', () =>
    withService(async ({ api, service }) => {
      api.rules = [{ service: 's3', description: 'chaos-lab:cli' }, other];
      await service.add({ region: 'us-east-1' });
      await service.setLatency(400);
      assert.deepEqual(await service.haltAll(), {
        removedRules: 2,
        clearedLatency: true,
        remaining: [other],
      });
      assert.deepEqual([api.rules, api.latencyMs], [[other], 0]);
      assert.deepEqual([rulesOf(service), service.current.latencyMs], [[other], 0]);
    }));

  it('strikes at once, while another write hangs, and catches what that one still sets', () =>
    withService(async ({ api, clock, service }) => {
      await service.add({ region: 'us-east-1' });
      await service.setLatency(400);
      let release = () => {};
      api.before = ({ method }) =>
        method === 'PATCH' ? new Promise<void>((resolve) => (release = resolve)) : undefined;
      const late = service.add({ service: 'late' });
      await clock.advance(0);
      const waiting = assert.rejects(service.add({ service: 'waiting' }), isAbort);
      const halted = service.haltAll();
      await clock.advance(0);
      assert.deepEqual([api.rules, api.latencyMs], [[], 0]);
      assert.deepEqual(rulesOf(service), []);
      release();
      await late.catch(() => {}); // set, and possibly gone again before it was seen
      await waiting;
      assert.equal((await halted).removedRules, 2);
      assert.deepEqual(api.rules, []);
    }));

  it('goes on past failures and past rules that are added meanwhile', () =>
    withService(async ({ api, clock, service }) => {
      await service.add({ region: 'us-east-1' });
      let failures = 3;
      let added = false;
      api.before = ({ method, path }) => {
        if (method === 'DELETE' && failures-- > 0) throw new TypeError('fetch failed');
        if (method !== 'DELETE' || added || path !== faults) return;
        added = true;
        api.rules = [...api.rules, { service: 's3', description: 'chaos-lab:cli' }];
      };
      const halted = service.haltAll();
      await clock.advance(2000);
      assert.equal((await halted).removedRules, 2);
      assert.deepEqual(api.rules, []);
    }));

  it('says what to do when the engine does not let go', () =>
    withService(async ({ api, clock, service }) => {
      await service.add({ region: 'us-east-1' });
      api.before = ({ method }) => {
        if (method === 'DELETE') throw new TypeError('fetch failed');
      };
      const refused = assert.rejects(service.haltAll(), /could not all be taken back.*stop the engine/);
      await clock.advance(5000);
      await refused;
    }));
});

describe('FaultsService.close', () => {
  it('takes back what this lab set and nothing else', () =>
    withService(async ({ api, service }) => {
      api.rules = [{ service: 's3', description: 'chaos-lab:cli' }];
      await service.add({ region: 'us-east-1' });
      await service.setLatency(400);
      await service.close();
      assert.deepEqual([api.rules, api.latencyMs], [[{ service: 's3', description: 'chaos-lab:cli' }], 0]);
      assert.equal(api.requests.at(-1)?.method, 'DELETE');
      assert.equal(api.requests.at(-1)?.path, '/_chaos/leases/lab-1');
    }));

  it('leaves a latency that somebody else set', () =>
    withService(async ({ api, service }) => {
      api.latencyMs = 70;
      await service.close();
      assert.equal(api.latencyMs, 70);
    }));
});
