import assert from 'node:assert/strict';
import type { Persona } from '../../../test/support/fakeLocalStack/persona';
import { startFakeLocalStack } from '../../../test/support/fakeLocalStack/startFakeLocalStack';
import { ChaosClient } from '../http/chaosClient';
import { probeCapabilities } from './probeCapabilities';

const probe = async (persona: Persona) => {
  const { endpoint, close } = await startFakeLocalStack({ persona });
  try {
    const { state, capabilities, reason } = await probeCapabilities(new ChaosClient(endpoint));
    return { state, product: capabilities.product, why: reason?.split(' Turn ')[0] };
  } finally {
    await close();
  }
};

describe('probeCapabilities of emulators', () => {
  const expected: Record<Persona, Awaited<ReturnType<typeof probe>>> = {
    licensed: { state: 'ready', product: 'LocalStack 2026.4.0', why: undefined },
    unlicensed: {
      state: 'without-chaos',
      product: 'LocalStack 2026.4.0',
      why: 'LocalStack 2026.4.0 runs without the Chaos API: its licence does not include it.',
    },
    floci: { state: 'without-chaos', product: 'Floci 1.5.12', why: 'Floci 1.5.12 has no Chaos API.' },
    ministack: {
      state: 'without-chaos',
      product: 'MiniStack 1.4.20',
      why: 'MiniStack 1.4.20 has no Chaos API.',
    },
  };
  for (const [persona, found] of Object.entries(expected)) {
    it(`knows ${persona}`, async () => assert.deepEqual(await probe(persona as Persona), found));
  }
});
