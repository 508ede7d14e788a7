import assert from 'node:assert/strict';
import type { Answer } from '../http/answer';
import { type ProbeAnswers, readProbes as read, statusOf } from './probeCapabilities';

const endpoint = 'http://127.0.0.1:4566';

const json = (value: unknown, status = 200): Answer => ({
  status,
  headers: {},
  text: JSON.stringify(value),
  json: value,
});
const empty = (status: number): Answer => ({ status, headers: {}, text: '' });

const localStack: ProbeAnswers = {
  health: json({ services: { lambda: 'available' }, edition: 'pro', version: '2026.4.0' }),
  info: json({ version: '2026.4.0', is_license_activated: true }),
  abilities: empty(404),
  faults: json([]),
  effects: json({ latency: 0 }),
};

const readProbes = (...given: Parameters<typeof read>) => statusOf(read(...given));

const reasonOf = (answers: ProbeAnswers) => {
  const status = readProbes(endpoint, answers);
  return status.state === 'without-chaos' ? status.reason : undefined;
};

describe('readProbes', () => {
  it('finds LocalStack with its Chaos API ready, without our extras', () => {
    assert.deepEqual(readProbes(endpoint, localStack), {
      state: 'ready',
      endpoint,
      capabilities: {
        faults: true,
        effects: true,
        leases: false,
        events: false,
        hitCounts: false,
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
    });
    const { capabilities } = readProbes(endpoint, { ...localStack, abilities });
    assert.deepEqual(
      [capabilities.product, capabilities.leases, capabilities.events, capabilities.hitCounts],
      ['chaos-lab 0.1.0', true, false, false],
    );
  });

  it('takes an empty 404 for a missing licence', () => {
    const answers = { ...localStack, faults: empty(404), licence: json({ available_plugins: ['other'] }) };
    assert.match(reasonOf(answers) ?? '', /LocalStack 2026\.4\.0 runs without the Chaos API: its licence/);
  });

  it('does not blame the licence when it includes chaos', () => {
    const licence = json({ available_plugins: ['localstack.platform.plugin/chaos'] });
    assert.match(
      reasonOf({ ...localStack, faults: empty(404), licence }) ?? '',
      /LocalStack 2026\.4\.0 has no Chaos API\. Turn the setting "chaos\.gateway" on/,
    );
  });

  it('is not misled by the good health of an emulator without chaos', () => {
    const answers = {
      ...localStack,
      health: json({ services: {}, edition: 'ministack', version: '1.2' }),
      faults: json({ message: 'no such path' }, 404),
    };
    assert.equal(readProbes(endpoint, answers).state, 'without-chaos');
    assert.match(reasonOf(answers) ?? '', /^An emulator 1\.2 has no Chaos API/);
  });

  it('says what came back when it is something else', () => {
    assert.match(reasonOf({ ...localStack, faults: json({ oops: 1 }) }) ?? '', /gave 200: \{"oops":1\}/);
    assert.match(reasonOf({ ...localStack, faults: empty(500) }) ?? '', /gave 500 with an empty body/);
  });

  it('says so when what answers is no emulator', () => {
    const page = { status: 200, headers: {}, text: '<html>router</html>' };
    assert.match(
      reasonOf({ ...localStack, health: page, faults: page }) ?? '',
      /is no AWS emulator \(200: <html>router<\/html>\)/,
    );
  });
});
