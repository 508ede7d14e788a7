import assert from 'node:assert/strict';
import { GetFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { requires } from '../support/requires';
import { seeNotification } from '../support/seeNotification';
import { type ChaosWorkbench, withChaos } from './chaosWorkbench';
import { until } from './until';

const isEast = (name: string) => name.startsWith('us-east-1 ');
const all200 = () => 200;

const names = [
  'us-east-1 GET /test',
  'us-east-1 GET /v1/health',
  'us-east-1 GET /v1/hello',
  'us-east-1 chaos-example.demo.com GET /test',
  'us-east-1 chaos-example.demo.com GET /v1/health',
  'us-east-1 chaos-example.demo.com GET /v1/hello',
  'us-west-2 GET /test',
  'us-west-2 GET /v1/health',
  'us-west-2 GET /v1/hello',
];

describe('From an empty folder to a fault one can watch', function () {
  this.timeout(300_000);

  before(async function () {
    await requires(this, 'vscode', 'chromium', 'npm', 'terraform');
  });

  it('starts, deploys, shows every endpoint live, breaks and heals them by clicks', () =>
    withChaos(async (chaos) => {
      const { workbench } = chaos;
      await picture(chaos, '01-open');

      await chaos.startEngine();
      await chaos.button('Endpoints', 'Deploy').waitFor();
      await picture(chaos, '02-engine-started');

      await chaos.deploy();
      await workbench.page.getByText('terraform apply').first().waitFor({ timeout: 90_000 });
      await workbench.screenshot('03-deploying');
      await seeNotification(workbench, 'Deployed to us-east-1 and us-west-2.', 120_000);
      await until(async () => (await chaos.endpoints()).length === names.length || undefined);
      const live = await chaos.seeStatuses(all200);
      assert.deepEqual(live.map(({ name }) => name).sort(), names);
      assert.match(await chaos.status(), /^Chaos: off$/);
      await picture(chaos, '04-endpoints-live');

      await chaos.toggle('us-east-1', 'apigateway');
      await chaos.seeStatuses((name) => (isEast(name) ? 503 : 200));
      await chaos.seeStatus(/^Chaos: 1 fault 0[45]:\d\d$/);
      await picture(chaos, '05-fault-apigateway');
      await chaos.toggle('us-east-1', 'apigateway');
      await chaos.seeStatuses(all200);

      await chaos.toggle('us-east-1', 'lambda');
      await chaos.seeStatuses((name) => (isEast(name) && name.includes('/v1/') ? 502 : 200));
      await seeSwitch(chaos, ['us-east-1', 'lambda'], /^503 · 04:\d\d · hits (\d+) of \1$/);
      await sendRequest(chaos, ['us-east-1', 'chaos-example', 'GET /v1/hello']);
      await picture(chaos, '06-fault-lambda');
      await closeEditors(chaos);
      await chaos.toggle('us-east-1', 'lambda');
      await chaos.seeStatuses(all200);

      await chaos.toggle('us-east-1');
      await chaos.seeStatuses((name) => (isEast(name) ? 503 : 200));
      await seeSwitch(chaos, ['us-east-1', 'lambda'], /^covered by us-east-1$/);
      await picture(chaos, '07-region-outage');
      await chaos.toggle('us-east-1');
      await chaos.seeStatuses(all200);

      await chaos.toggle('us-east-1', 'lambda', 'GetFunction');
      await chaos.seeStatus(/^Chaos: 1 fault/);
      const failure = await callGetFunction(await chaos.engine());
      assert.deepEqual(failure, { name: 'ServiceUnavailable', status: 503 });
      await chaos.seeStatuses(all200);
      await seeSwitch(chaos, ['us-east-1', 'lambda', 'GetFunction'], /hits 1 of 1$/);
      await picture(chaos, '08-fault-one-operation');

      await setLatency(chaos, '400 ms');
      await until(async () => {
        const seen = await chaos.endpoints();
        return seen.every(({ status, latencyMs }) => status === '200' && latencyMs >= 400) || undefined;
      });
      await chaos.seeStatus(/^Chaos: 1 fault \+400 ms$/);
      await picture(chaos, '09-latency');

      await workbench.clickViewAction('Faults', 'Halt All');
      await seeNotification(workbench, 'Halted: 1 fault and the latency taken back.');
      await until(async () => {
        const seen = await chaos.endpoints();
        return seen.every(({ status, latencyMs }) => status === '200' && latencyMs < 400) || undefined;
      });
      await chaos.seeStatus(/^Chaos: off$/);
      await until(async () => {
        const rows = await chaos.rows('Faults');
        return (rows.length > 0 && rows.every(({ checked }) => !checked)) || undefined;
      });
      await picture(chaos, '10-halted');

      await workbench.runCommand('Chaos: Destroy');
      await seeNotification(workbench, 'Destroyed in us-east-1 and us-west-2.', 60_000);
      await chaos.button('Endpoints', 'Deploy').waitFor();
      const ours = workbench.consoleErrors.filter((text) => text.includes('chaos-lab'));
      assert.deepEqual(ours, []);
    }));
});

/** Of the workbench alone: no notification, terminal or hover over it. */
const picture = async (chaos: ChaosWorkbench, name: string): Promise<void> => {
  await chaos.tidy();
  await chaos.workbench.screenshot(name);
};

/** Waits until this is said beside a switch. */
const seeSwitch = async (chaos: ChaosWorkbench, path: readonly string[], said: RegExp): Promise<void> => {
  await until(async () => {
    const row = (await chaos.rows('Faults')).find(
      (each) => [...each.path, each.label].join('/') === path.join('/'),
    );
    return said.test(row?.description ?? '') || undefined;
  });
};

const setLatency = async ({ workbench }: ChaosWorkbench, choice: string): Promise<void> => {
  await workbench.row('Faults', 'Latency').hover();
  await workbench.row('Faults', 'Latency').getByRole('button', { name: 'Set Latency' }).click();
  await workbench.pick(choice).first().click();
};

const sendRequest = async (chaos: ChaosWorkbench, path: readonly string[]): Promise<void> => {
  const { workbench } = chaos;
  const rows = await chaos.rows('Endpoints');
  const index = rows.findIndex((row) => [...row.path, row.label].join('/') === path.join('/'));
  // The path holds slashes of its own, but rows and path are joined alike.
  const row = workbench.tree('Endpoints').locator(`.monaco-list-row[data-index="${index}"]`);
  await row.hover();
  await row.getByRole('button', { name: 'Send Request' }).click();
  const editor = workbench.page.locator('.editor-instance .view-lines');
  await editor.getByText('HTTP 502 Bad Gateway').waitFor();
  await editor.getByText('Injected: the rule for lambda in us-east-1').waitFor();
};

const closeEditors = async ({ workbench }: ChaosWorkbench): Promise<void> => {
  await workbench.runCommand('View: Close All Editors');
  await workbench.page.locator('.editor-instance').waitFor({ state: 'detached' });
};

const callGetFunction = async (endpoint: string): Promise<{ name: string; status: number | undefined }> => {
  const client = new LambdaClient({
    endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  try {
    await client.send(new GetFunctionCommand({ FunctionName: 'chaos-example-local-hello' }));
    throw new Error('GetFunction succeeded.');
  } catch (error) {
    const { name, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } };
    return { name, status: $metadata?.httpStatusCode };
  } finally {
    client.destroy();
  }
};
