import assert from 'node:assert/strict';
import fetch from 'node-fetch';
import { withEngine } from '../../../../cli/engine/withEngine';
import { endpointsOf } from '../../../endpoints/apiModel';
import { discover } from '../../../endpoints/discovery';
import { connect, deploy, map } from '../../../endpoints/shopApi.fixture';
import type { Action, HttpProvider, Probe } from '../../../experiments/actions/activity';
import { ChaosClient } from '../../../http/chaosClient';
import type { Experiment } from './chaosToolkit';
import { answerAt, exported, faultsAt, own } from './testClicks';

const gateway = { region: 'us-east-1', service: 'apigateway', operation: 'InvokeRestApi' };
const theirs = { service: 's3', description: 'theirs' };

/** As Chaos Toolkit does: the variables filled in, the arguments as JSON. */
const run = async ({ configuration }: Experiment, provider: HttpProvider): Promise<number> => {
  const url = provider.url.replaceAll(/\$\{(\w+)\}/g, (_, name) => configuration[name]?.default ?? '');
  const { status } = await fetch(url, {
    method: provider.method,
    ...(provider.headers && { headers: provider.headers }),
    ...(provider.arguments !== undefined && { body: JSON.stringify(provider.arguments) }),
  });
  return status;
};

describe('an exported experiment at a real engine', () => {
  it('sets and takes back what was recorded, and leaves the rules of others alone', () =>
    withEngine({}, async ({ url }) => {
      const client = connect(url);
      await map(client, url, { restApiId: await deploy(client, { post: false }) });
      client.destroy();
      const endpoints = endpointsOf(await discover({ endpoint: url, region: 'us-east-1' }), url);
      assert.ok(
        endpoints.some(({ host }) => host),
        'one has a Host header of its own',
      );
      const { experiment } = await exported(
        [
          ...endpoints.map((endpoint) => answerAt(1, endpoint, 200)),
          faultsAt(2, [theirs, own(gateway)]),
          faultsAt(3, [theirs, own({ ...gateway, error: { statusCode: 429, code: 'Slow' } })], 1),
          faultsAt(4, [theirs]),
        ],
        { engine: { product: 'chaos-lab', address: url }, endpoints },
      );

      const chaos = new ChaosClient(url);
      await chaos.addFaults([theirs]);
      const { probes } = experiment['steady-state-hypothesis'];
      const answers = async () => {
        const statuses: number[] = [];
        for (const { provider } of probes) statuses.push(await run(experiment, provider));
        return statuses;
      };
      const act = async (action: Action) => {
        assert.equal(await run(experiment, action.provider), 200, action.name);
        return answers();
      };
      const healthy = probes.map(({ tolerance }: Probe) => tolerance);
      const failing = (status: number) => [200, ...endpoints.map(() => status)];
      assert.equal(probes.length, 1 + endpoints.length);
      assert.deepEqual(await answers(), healthy);
      const seen: (readonly number[])[] = [];
      for (const action of experiment.method) seen.push(await act(action));
      assert.deepEqual(seen, [failing(503), healthy, failing(429), failing(429), healthy, healthy]);

      // Stopped at any step, the rollbacks leave nothing of it.
      for (let steps = 0; steps <= experiment.method.length; steps++) {
        for (const action of experiment.method.slice(0, steps)) await act(action);
        for (const action of experiment.rollbacks) await act(action);
        assert.deepEqual(await chaos.getFaults(), [theirs]);
        assert.equal(await chaos.getLatency(), 0);
        assert.deepEqual(await answers(), healthy);
      }
    }));
});
