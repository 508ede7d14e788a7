import assert from 'node:assert/strict';
import { type Persona, personas } from '../../../test/support/fakeLocalStack/persona';
import { startFakeLocalStack } from '../../../test/support/fakeLocalStack/startFakeLocalStack';
import { type EngineInTest, withEngine } from '../../cli/engine/withEngine';
import { deployShop } from './shop.fixture';

const products: Readonly<Record<Persona, string>> = {
  licensed: 'LocalStack',
  unlicensed: 'LocalStack',
  floci: 'Floci',
  ministack: 'MiniStack',
};

describe('the gateway in front of', function () {
  this.timeout(30_000);

  for (const persona of personas) {
    describe(`an emulator that answers as ${persona} does`, () => {
      const test = (title: string, work: (engine: EngineInTest, upstream: string) => Promise<void>) =>
        it(title, async () => {
          const fake = await startFakeLocalStack({ persona });
          try {
            await withEngine({ upstream: fake.endpoint }, (engine) => work(engine, fake.endpoint));
          } finally {
            await fake.close();
          }
        });

      test('has the Chaos API, and its faults hit endpoints', async ({ url }) => {
        const path = `${url}/_aws/execute-api/${await deployShop(url)}/local`;
        const statuses = async () => [
          (await fetch(`${path}/test`)).status,
          (await fetch(`${path}/v1/health`)).status,
        ];
        assert.deepEqual(await statuses(), [200, 200]);
        for (const [rule, ...expected] of [
          [{ service: 'lambda' }, 200, 502],
          [{ service: 'apigateway', region: 'us-east-1' }, 503, 503],
          [{ region: 'us-west-2' }, 200, 200],
        ] as const) {
          const body = JSON.stringify([rule]);
          await fetch(`${url}/_localstack/chaos/faults`, { method: 'POST', body });
          assert.deepEqual(await statuses(), expected, body);
        }
      });

      test('says what it stands in front of', async ({ url }, upstream) => {
        const { upstream: shown } = (await (await fetch(`${url}/_chaos/capabilities`)).json()) as {
          upstream: Record<string, unknown>;
        };
        assert.deepEqual([shown.url, shown.reachable], [upstream, true]);
        assert.equal(shown.product, products[persona]);
      });
    });
  }
});
