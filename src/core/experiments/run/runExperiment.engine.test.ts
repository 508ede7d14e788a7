import assert from 'node:assert/strict';
import { withEngine } from '../../../cli/engine/withEngine';
import { ChaosClient } from '../../http/chaosClient';
import type { Experiment, FullActivity } from '../format/experiment';
import type { Journal } from './journal';
import { runExperiment } from './runExperiment';
import type { RunOptions } from './runOptions';

const chaos = (method: string, body?: unknown): FullActivity => ({
  type: 'action',
  name: `${method} faults`,
  provider: {
    type: 'http',
    url: '${endpoint}/_localstack/chaos/faults',
    method,
    headers: { 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { arguments: body }),
  },
});

const lists: FullActivity = {
  type: 'probe',
  name: 'functions are listed',
  tolerance: 200,
  provider: {
    type: 'http',
    url: '${endpoint}/2015-03-31/functions',
    headers: { Authorization: 'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/lambda/aws4_request' },
  },
};

const outage: Experiment = {
  title: 'Lambda is down',
  description: 'd',
  configuration: { endpoint: { type: 'env', key: 'CHAOS_ENDPOINT' } },
  'steady-state-hypothesis': { title: 't', probes: [lists] },
  method: [chaos('PATCH', [{ service: 'lambda' }])],
};

const run = (experiment: Experiment, url: string, more: Partial<RunOptions> = {}): Promise<Journal> =>
  runExperiment(experiment, {
    folder: process.cwd(),
    env: { CHAOS_ENDPOINT: url },
    signal: new AbortController().signal,
    ...more,
  });

describe('runExperiment, with an engine', () => {
  it('sees the outage that it makes, and leaves nothing of it', () =>
    withEngine({}, async ({ url }) => {
      const others = new ChaosClient(url);
      await others.addFaults([{ service: 'sqs' }]);
      const journal = await run(outage, url);
      assert.deepEqual([journal.status, journal.deviated], ['completed', true]);
      assert.equal(journal.steady_states.before?.steady_state_met, true);
      assert.equal(journal.steady_states.after?.steady_state_met, false);
      assert.equal(
        (journal.steady_states.after?.probes[0]?.output as { status: number } | undefined)?.status,
        503,
      );
      assert.deepEqual(await others.getFaults(), [{ service: 'sqs' }]);
    }));

  it('takes its faults back when it is ended half way', () =>
    withEngine({}, async ({ url }) => {
      const end = new AbortController();
      const [action] = outage.method as [FullActivity];
      const journal = await run({ ...outage, method: [{ ...action, pauses: { after: 60 } }] }, url, {
        signal: end.signal,
        onProgress: (progress) => {
          if (progress.kind === 'ended' && progress.phase === 'method') end.abort();
        },
      });
      assert.deepEqual([journal.status, journal.deviated], ['interrupted', false]);
      assert.deepEqual(await new ChaosClient(url).getFaults(), []);
    }));
});
