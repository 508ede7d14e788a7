import assert from 'node:assert/strict';
import { withEngine } from '../../../cli/engine/withEngine';
import { findEndpoints } from '../../../cli/findEndpoints';
import { deployShop } from '../../../gateway/upstream/shop.fixture';
import { ChaosClient } from '../../http/chaosClient';
import { experimentText } from '../../lab/recording/experiment/experimentText';
import { answerAt, exported, faultsAt, own } from '../../lab/recording/experiment/testClicks';
import { verdictOf } from '../report/verdict';
import { parseForRun } from '../runs/parseForRun';
import { runExperiment } from './runExperiment';

const gateway = { region: 'us-east-1', service: 'apigateway', operation: 'InvokeRestApi' };

describe('The experiment of a recording', function () {
  this.timeout(30_000);

  it('is run with shorter pauses, sees the faults that were recorded, and leaves none', () =>
    withEngine({}, async ({ url }) => {
      await deployShop(url, { body: 'JSON.stringify({ path })' });
      const endpoints = (await findEndpoints(url, ['us-east-1'])).filter(({ probeable }) => probeable);
      const recorded = await exported(
        [
          ...endpoints.map((endpoint) => answerAt(1, endpoint, 200)),
          faultsAt(1.2, [own(gateway)]),
          ...endpoints.map((endpoint) => answerAt(1.5, endpoint, 503)),
          faultsAt(2, []),
          ...endpoints.map((endpoint) => answerAt(2.1, endpoint, 200)),
        ],
        { engine: { product: 'chaos-lab', address: url }, endpoints },
      );
      const text = experimentText(recorded, 'shop.chaos.yaml', 'shop.chaoslog');
      const place = { folder: process.cwd(), env: {} };
      const { experiment, problems } = await parseForRun(text, 'shop.chaos.yaml', place);
      assert.deepEqual(problems, []);
      assert.ok(experiment);
      // The recording went on for a minute; what is expected is asked for once a second.
      const method = experiment.method.map((each) => ({ ...each, pauses: { after: 1.3 } }));

      const client = new ChaosClient(url);
      const seen: number[] = [];
      const signal = new AbortController().signal;
      const journal = await runExperiment(
        { ...experiment, method },
        {
          ...place,
          signal,
          onProgress: (progress) => {
            if (progress.kind === 'ended' && progress.phase === 'method')
              void client.getFaults().then((rules) => seen.push(rules.length));
          },
        },
      );
      assert.equal(verdictOf(journal).outcome, 'passed');
      assert.equal(journal.steady_states.before?.probes.length, 1 + endpoints.length);
      assert.ok(seen.includes(1), 'the fault was in force meanwhile');
      assert.deepEqual([await client.getFaults(), await client.getLatency()], [[], 0]);
    }));
});
