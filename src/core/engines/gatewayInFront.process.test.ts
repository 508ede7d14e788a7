import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Persona } from '../../../test/support/fakeLocalStack/persona';
import {
  type FakeLocalStack,
  startFakeLocalStack,
} from '../../../test/support/fakeLocalStack/startFakeLocalStack';
import { FaultsService } from '../faults/faultsService';
import type { ChaosFrontOptions } from './chaosFront';
import { endpointOf } from './engine';
import { ExternalEngine } from './externalEngine';

const gateway: ChaosFrontOptions = {
  enginePath: join(import.meta.dirname, 'sourceEngine.mjs'),
  settings: () => ({
    gateway: true,
    port: { preferred: 0, whenEmulator: 'avoid' },
    regions: ['us-east-1', 'us-west-2'],
  }),
};

const withEngine = async (
  persona: Persona,
  work: (engine: ExternalEngine, emulator: FakeLocalStack) => Promise<void>,
) => {
  const emulator = await startFakeLocalStack({ persona });
  const engine = new ExternalEngine({ endpoint: emulator.endpoint, gateway });
  try {
    await engine.start();
    await work(engine, emulator);
  } finally {
    await engine.stop();
    engine.dispose();
    await emulator.close();
  }
};

const listBuckets = (endpoint: string | undefined) =>
  fetch(`${endpoint}/`, {
    headers: {
      authorization:
        'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0',
    },
  });

describe('ExternalEngine with the real gateway', function () {
  this.timeout(60_000);

  for (const persona of ['unlicensed', 'floci', 'ministack'] as const) {
    it(`gives ${persona} the Chaos API, and passes on what no rule fits`, () =>
      withEngine(persona, async (engine, emulator) => {
        const { current } = engine;
        assert.ok(current.state === 'ready');
        assert.equal(current.upstream?.endpoint, emulator.endpoint);
        const { leases, events, hitCounts } = current.capabilities;
        assert.deepEqual([leases, events, hitCounts], [true, true, true]);
        const faults = new FaultsService({ engine, owner: 'lab-1' });
        assert.equal((await listBuckets(current.endpoint)).status, 200);
        const { rule } = await faults.add({ service: 's3', error: { statusCode: 418 } });
        assert.equal((await listBuckets(current.endpoint)).status, 418);
        assert.equal((await listBuckets(emulator.endpoint)).status, 200);
        await faults.remove(rule);
        assert.equal((await listBuckets(current.endpoint)).status, 200);
        await faults.close();
      }));
  }

  it('attaches to a gateway that somebody else has put in front', () =>
    withEngine('ministack', async (engine, emulator) => {
      const other = new ExternalEngine({ endpoint: endpointOf(engine.current) ?? '', gateway });
      await other.start();
      const { current } = other;
      assert.ok(current.state === 'ready');
      assert.deepEqual(
        [current.endpoint, current.upstream?.endpoint],
        [endpointOf(engine.current), emulator.endpoint],
      );
      assert.match(current.upstream?.reason ?? '', /A gateway of Chaos Lab stands in front of it/);
      await other.stop();
      other.dispose();
      assert.equal(engine.current.state, 'ready');
    }));
});
