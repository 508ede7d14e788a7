import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningEngine, startEngine } from '../../../cli/engine/startEngine';
import { findEndpoints } from '../../../cli/findEndpoints';
import { deployShop } from '../../../gateway/upstream/shop.fixture';
import type { Endpoint } from '../../endpoints/endpoint';
import { ChaosClient } from '../../http/chaosClient';
import type { Activity, Experiment } from '../format/experiment';
import { measurementsOf } from '../report/measurements';
import { verdictOf } from '../report/verdict';
import type { Journal } from '../run/journal';
import { runExperiment } from '../run/runExperiment';
import type { RunOptions } from '../run/runOptions';
import { parseForRun } from '../runs/parseForRun';
import type { Template } from './template';
import { templates } from './templates';
import { templateText } from './templateText';

const regions = ['us-east-1', 'eu-west-1'];
const theirs = { service: 'sqs', description: 'of somebody else' };

/** Seconds that are enough for a few requests at the rate of `quick`. */
const shortest = 0.3;

const shortened = (activity: Activity): Activity =>
  'pauses' in activity ? { ...activity, pauses: { after: shortest } } : activity;

/** Shorter pauses, and more requests meanwhile. */
const quick = (experiment: Experiment): Experiment => ({
  ...experiment,
  method: experiment.method.map(shortened),
  extensions: experiment.extensions?.map((each) => ({ ...each, load: { requestsPerSecond: 40 } })) ?? [],
});

const written = async (text: string): Promise<Experiment> => {
  const place = { folder: process.cwd(), env: {} };
  const { experiment, problems } = await parseForRun(text, 'new.chaos.yaml', place);
  assert.deepEqual(problems, [], 'chaos-lab validate says nothing');
  assert.ok(experiment);
  return experiment;
};

const run = (experiment: Experiment, endpoint: string, change: Partial<RunOptions> = {}): Promise<Journal> =>
  runExperiment(experiment, {
    folder: process.cwd(),
    env: { CHAOS_ENDPOINT: endpoint },
    endpoint,
    signal: new AbortController().signal,
    ...change,
  });

/** Every activity was done, every tolerance was met, and what was expected of the endpoints came true. */
const assertPassed = (journal: Journal): void => {
  const entries = [
    ...(journal.steady_states.before?.probes ?? []),
    ...journal.run,
    ...(journal.steady_states.after?.probes ?? []),
    ...journal.rollbacks,
  ];
  const refused = entries.filter(({ status, output }) => {
    const answer = output as { readonly status: number } | null;
    return status !== 'succeeded' || answer?.status !== 200;
  });
  assert.deepEqual(refused, []);
  assert.equal(verdictOf(journal).outcome, 'passed', JSON.stringify(measurementsOf(journal)?.expected));
  assert.deepEqual(measurementsOf(journal)?.faultsTakenBack, true);
};

describe('A template, filled with what is deployed in two regions', function () {
  this.timeout(60_000);

  let folder: string;
  let engine: RunningEngine;
  let endpoints: readonly Endpoint[];
  let client: ChaosClient;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chaos-lab-templates-'));
    engine = await startEngine({
      port: 0,
      host: '127.0.0.1',
      region: 'us-east-1',
      dataDir: folder,
      report() {},
    });
    const body = 'JSON.stringify({ path })';
    await Promise.all(regions.map((region) => deployShop(engine.url, { region, body })));
    endpoints = await findEndpoints(engine.url, regions);
    client = new ChaosClient(engine.url);
    await client.addFaults([theirs]);
  });
  after(async () => {
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  });
  afterEach('nothing is left', async () =>
    assert.deepEqual([await client.getFaults(), await client.getLatency()], [[theirs], 0]),
  );

  const filled = async (template: Template): Promise<Experiment> =>
    quick(await written(templateText(template, { origin: engine.url, endpoints })));

  for (const template of templates) {
    it(`runs, reaches what it promises to reach and nothing else, and leaves nothing: ${template.label}`, async () => {
      const journal = await run(await filled(template), engine.url);
      assertPassed(journal);
      const { expected, seed } = measurementsOf(journal) ?? {};
      const measured = [...(expected?.failed ?? []), ...(expected?.stayedHealthy ?? [])];
      assert.equal(measured.length, 4, 'two endpoints of each region');
      assert.equal(seed, 1);
    });
  }

  it('has deviated when what is to notice nothing does', async () => {
    const { method, ...experiment } = await filled(firstOf(templates));
    const everywhere = JSON.parse(JSON.stringify(method).replaceAll('"region":"us-east-1",', ''));
    const journal = await run({ ...experiment, method: everywhere }, engine.url);
    assert.equal(verdictOf(journal).outcome, 'deviated');
    assert.equal(measurementsOf(journal)?.expected?.met, false);
  });

  it('leaves nothing when it is ended half way', async () => {
    const end = new AbortController();
    const journal = await run(await filled(firstOf(templates)), engine.url, {
      signal: end.signal,
      onProgress: (progress) => {
        if (progress.kind === 'ended' && progress.phase === 'method') end.abort();
      },
    });
    assert.equal(verdictOf(journal).outcome, 'interrupted');
  });
});

const firstOf = ([first]: readonly Template[]): Template => first ?? assert.fail('there is none');
