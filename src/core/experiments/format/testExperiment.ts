/** For tests: an experiment without a flaw, as data. */
export const goodExperiment = () => ({
  title: 'A title',
  description: 'A description',
  configuration: {
    endpoint: { type: 'env', key: 'CHAOS_ENDPOINT', default: 'http://127.0.0.1:4566' },
    a: 1,
    url: 'http://a',
  } as Fields,
  'steady-state-hypothesis': {
    title: 'All is well',
    probes: [gate(), hello()] as Fields[],
  } as Fields,
  method: [setFault()] as Fields[],
  rollbacks: [takeBack()] as Fields[],
  runtime: { rollbacks: { strategy: 'always' } } as Fields,
});

export type Fields = Record<string, unknown>;

const chaosApi = '${endpoint}/_localstack/chaos/faults';
const json = () => ({ 'Content-Type': 'application/json' });
const rule = () => ({ service: 'lambda', region: 'us-east-1' });

export const gate = (): Fields => ({
  type: 'probe',
  name: 'The Chaos API answers',
  tolerance: 200,
  provider: { type: 'http', url: chaosApi, timeout: 5 },
});

export const hello = (): Fields => ({
  type: 'probe',
  name: 'GET /v1/hello',
  tolerance: 200,
  provider: { type: 'http', url: '${endpoint}/v1/hello', headers: { Host: 'a.example' }, timeout: [1, 30] },
});

export const setFault = (): Fields => ({
  type: 'action',
  name: 'Fail Lambda',
  provider: {
    type: 'http',
    method: 'PATCH',
    url: chaosApi,
    headers: json(),
    arguments: [rule()],
    timeout: 5,
  },
  pauses: { after: 2 },
});

const takeBack = (): Fields => ({
  type: 'action',
  name: 'Take it back',
  provider: { type: 'http', method: 'DELETE', url: chaosApi, headers: json(), arguments: [rule()] },
});
