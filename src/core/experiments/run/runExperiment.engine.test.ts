import assert from 'node:assert/strict';
import { withEngine } from '../../../cli/engine/withEngine';
import { ChaosClient } from '../../http/chaosClient';
import type { Experiment, FullActivity } from '../format/experiment';
import { measurementsOf } from '../report/measurements';
import { verdictOf } from '../report/verdict';
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

  it('sets the seed and tells it; where no engine knows one, it does not tell it', () =>
    withEngine({}, async ({ url }) => {
      const seeded = { ...outage, extensions: [{ name: 'chaos-lab', seed: 4_294_967_295 }] };
      assert.equal(measurementsOf(await run(seeded, url))?.seed, 4_294_967_295);
      assert.equal(await new ChaosClient(url).getSeed(), 4_294_967_295);
      const alone = { ...seeded, 'steady-state-hypothesis': { title: 't', probes: [] }, method: [] };
      assert.equal(measurementsOf(await run(alone, url))?.seed, undefined);
    }));

  it('says in its journal what is not certain to be taken back, which is no success', () =>
    withEngine({}, async ({ url, close }) => {
      const [action] = outage.method as [FullActivity];
      const method = [{ ...action, pauses: { after: 0.5 } }];
      const said: string[] = [];
      const journal = await run({ ...outage, method }, url, {
        hypothesisStrategy: 'before-method-only',
        onProgress: (progress) => {
          if (progress.kind === 'ended' && progress.phase === 'method') void close();
          if (progress.kind === 'log' && progress.level === 'error') said.push(progress.message);
        },
      });
      assert.deepEqual([journal.status, journal.deviated], ['completed', false]);
      const left = measurementsOf(journal)?.faultsTakenBack;
      assert.ok(Array.isArray(left) && left.length === 1, JSON.stringify(left));
      assert.match(
        left[0],
        /could not be taken back: .* The engine takes them back by itself within seconds\.$/,
      );
      assert.deepEqual(said, left);
      const { isGood, label, sentence } = verdictOf(journal);
      assert.deepEqual([isGood, label], [false, 'left faults']);
      assert.ok(sentence.endsWith(left[0]));
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
