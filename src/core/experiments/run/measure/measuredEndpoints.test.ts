import assert from 'node:assert/strict';
import type { FullActivity } from '../../format/experiment';
import { measuredEndpoints } from './measuredEndpoints';

const http = (name: string, url: string): FullActivity => ({
  type: 'probe',
  name,
  tolerance: 200,
  provider: { type: 'http', url },
});

const probes = [
  http('gate', '${endpoint}/_localstack/chaos/faults'),
  http('rules', 'http://127.0.0.1:4566/_chaos/rules?x=1'),
  http('shop', '${endpoint}/_aws/execute-api/a1/local/_chaos-shop'),
  { ...http('program', ''), provider: { type: 'process', path: 'node' } } as FullActivity,
];

const namesOf = (names?: readonly string[]) =>
  measuredEndpoints({ 'steady-state-hypothesis': { title: 'Fine', probes } }, names).map(({ name }) => name);

describe('measuredEndpoints', () => {
  it('are the HTTP probes, but for those that ask whether faults can be set', () => {
    assert.deepEqual(namesOf(), ['shop']);
  });

  it('are those that are named, whatever they ask for', () => {
    assert.deepEqual(namesOf(['gate', 'program']), ['gate']);
    assert.deepEqual(measuredEndpoints({}), []);
  });
});
