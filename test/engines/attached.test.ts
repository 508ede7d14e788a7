import assert from 'node:assert/strict';
import { connect, deploy } from '../../src/core/endpoints/shopApi.fixture';
import { type ChaosWorkbench, withChaos } from '../e2e/chaosWorkbench';
import { until } from '../e2e/until';
import type { Persona } from '../support/fakeLocalStack/persona';
import { type FakeLocalStack, startFakeLocalStack } from '../support/fakeLocalStack/startFakeLocalStack';
import { requires } from '../support/requires';
import { seeNotification } from '../support/seeNotification';

describe('An emulator that runs already', function () {
  this.timeout(120_000);

  before(async function () {
    await requires(this, 'vscode', 'chromium');
  });

  it('is used as it is where it has chaos, and behind the gateway where it has none; AWS and nothing are refused', () =>
    withChaos(async (chaos) => {
      await seeRefused(chaos);

      await withPersona('licensed', async ({ endpoint }) => {
        await chaos.attach(endpoint);
        await seeOneEndpoint(chaos);
        assert.equal(await chaos.engine(), endpoint);
        assert.match(await chaos.engineLine(), / · LocalStack 2026\.4\.0$/);
        assert.equal(await faultsMessage(chaos), '');
        await breakAndHeal(chaos);
        assert.deepEqual(await faultsAt(endpoint), []);
        await letGo(chaos, endpoint);
      });

      await seeBehindGateway(
        chaos,
        'unlicensed',
        'LocalStack 2026.4.0 runs without the Chaos API: its licence does not include it.',
      );
      await seeBehindGateway(chaos, 'floci', 'Floci 1.5.12 has no Chaos API.');
      await seeBehindGateway(chaos, 'ministack', 'MiniStack 1.4.20 has no Chaos API.');
    }));

  it('shows its endpoints, and grey switches with the reason, when the gateway is off; one click puts it in front', () =>
    withChaos(
      (chaos) =>
        withPersona('unlicensed', async ({ endpoint }) => {
          await chaos.attach(endpoint);
          await seeOneEndpoint(chaos);
          assert.equal(await chaos.engine(), endpoint);
          assert.match(await faultsMessage(chaos), /^LocalStack 2026\.4\.0 runs without the Chaos API: /);
          const rows = await chaos.rows('Faults');
          assert.ok(rows.some(({ label }) => label === 'us-east-1'));
          assert.ok(
            rows.every(({ checked }) => checked === undefined),
            'nothing to switch',
          );
          await picture(chaos, '13-without-chaos');

          await chaos.workbench.row('Faults', 'Put the Gateway in Front').click();
          await until(async () => /gateway to LocalStack/.test(await chaos.engineLine()) || undefined);
          await breakAndHeal(chaos);
        }),
      { settings: { 'chaos.gateway': false } },
    ));
});

const withPersona = async (persona: Persona, use: (fake: FakeLocalStack) => Promise<void>): Promise<void> => {
  const fake = await startFakeLocalStack({ persona });
  try {
    const client = connect(fake.endpoint);
    await deploy(client, { post: false });
    client.destroy();
    await use(fake);
  } finally {
    await fake.close();
  }
};

const seeRefused = async (chaos: ChaosWorkbench): Promise<void> => {
  const { workbench } = chaos;
  await chaos.attach('https://lambda.us-east-1.amazonaws.com');
  const message = workbench.page.locator('.quick-input-message');
  await message.getByText('lambda.us-east-1.amazonaws.com is AWS itself').waitFor();
  await workbench.quickInput.fill('http://127.0.0.1:1');
  await workbench.page.keyboard.press('Enter');
  await seeNotification(workbench, /Nothing answers at http:\/\/127\.0\.0\.1:1\./);
};

const seeBehindGateway = (chaos: ChaosWorkbench, persona: Persona, reason: string): Promise<void> =>
  withPersona(persona, async ({ endpoint }) => {
    await chaos.attach(endpoint);
    await seeOneEndpoint(chaos);
    assert.notEqual(await chaos.engine(), endpoint);
    assert.match(await chaos.engineLine(), / · gateway to \w+ [\d.]+$/);
    assert.equal(await faultsMessage(chaos), `The gateway of Chaos Lab injects the faults. ${reason}`);
    if (persona === 'unlicensed') await picture(chaos, '12-gateway-in-front');
    await breakAndHeal(chaos);
    await letGo(chaos, endpoint);
  });

/** The engine goes on without the lab. */
const letGo = async (chaos: ChaosWorkbench, endpoint: string): Promise<void> => {
  await chaos.workbench.runCommand('Chaos: Stop Engine');
  await chaos.button('Endpoints', 'Start Engine').waitFor();
  assert.ok((await fetch(`${endpoint}/_localstack/health`)).ok);
};

const seeOneEndpoint = async (chaos: ChaosWorkbench): Promise<void> => {
  const [endpoint] = await chaos.seeStatuses(() => 200);
  assert.equal(endpoint?.name, 'us-east-1 GET /test');
};

const breakAndHeal = async (chaos: ChaosWorkbench): Promise<void> => {
  await chaos.toggle('us-east-1', 'apigateway');
  await chaos.seeStatuses(() => 503);
  await chaos.workbench.clickViewAction('Faults', 'Halt All');
  await chaos.seeStatuses(() => 200);
};

/** What stands over the switches. */
const faultsMessage = async ({ workbench }: ChaosWorkbench): Promise<string> =>
  ((await workbench.view('Faults').locator('.message').textContent()) ?? '').trim();

const picture = async (chaos: ChaosWorkbench, name: string): Promise<void> => {
  await chaos.tidy();
  await chaos.workbench.screenshot(name);
};

const faultsAt = async (endpoint: string): Promise<unknown[]> =>
  (await (await fetch(`${endpoint}/_localstack/chaos/faults`)).json()) as unknown[];
