import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { FakeRegistry } from '../docker/support/fakeRegistry';
import { standInImage } from '../docker/support/standInImage';
import { testDocker } from '../docker/support/testDocker';
import { testOwner } from '../docker/support/testOwner.mjs';
import { type ChaosWorkbench, withChaos } from '../e2e/chaosWorkbench';
import { until } from '../e2e/until';
import { whereIs } from '../e2e/whereIs';
import { requires } from '../support/requires';
import { seeNotification } from '../support/seeNotification';

describe('LocalStack in a container', function () {
  this.timeout(240_000);

  before(async function () {
    await requires(this, 'docker', 'vscode', 'chromium');
  });

  it('starts, is deployed to, broken and healed by clicks, and stops; the token shows nowhere', async function () {
    await requires(this, 'npm', 'terraform');
    const token = `ls-${randomBytes(12).toString('hex')}`;
    await withContainer(await standInImage(), async (chaos, name) => {
      await setToken(chaos, token);
      await chaos.startEngine();
      await seeRunning(name, true);
      await chaos.deploy();
      await seeNotification(chaos.workbench, 'Deployed to us-east-1.', 120_000);
      await until(async () => (await chaos.endpoints()).length === 6 || undefined);
      await chaos.seeStatuses(() => 200);

      await chaos.toggle('us-east-1', 'lambda');
      await chaos.seeStatuses((endpoint) => (isLambda(endpoint) ? 502 : 200));
      await chaos.tidy();
      await chaos.workbench.screenshot('11-localstack-ready');
      await seeContainerLog(chaos, /lambda\.Invoke\s+=>\s+503/);
      await chaos.workbench.clickViewAction('Faults', 'Halt All');
      await chaos.seeStatuses(() => 200);

      assert.deepEqual(await whereIs(token, chaos.workbench), []);
      const redacted = await whereIs('LOCALSTACK_AUTH_TOKEN=***', chaos.workbench);
      assert.ok(redacted.length > 0, 'the container has printed it');
      assert.ok(await hasToken(name, token), 'the container has it');

      await chaos.workbench.runCommand('Chaos: Stop Engine');
      await chaos.button('Endpoints', 'Start Engine').waitFor();
      await seeRunning(name, false);
      assert.deepEqual(await whereIs(token, chaos.workbench), []);
    });
  });

  it('asks before it pulls an image, and pulls nothing when that is declined', async () => {
    const registry = await FakeRegistry.start([1024]);
    try {
      const image = `${registry.host}/localstack/localstack:2026.4.0`;
      await withContainer(image, async (chaos) => {
        await chaos.button('Endpoints', 'Start Engine').click();
        const question = chaos.workbench.dialog(`Pull the image ${image} from ${registry.host}?`);
        await question.waitFor();
        await chaos.workbench.screenshot('15-pull-question');
        await question.getByRole('button', { name: 'Cancel' }).click();
        await seeNotification(
          chaos.workbench,
          `The image ${image} is not on this machine, and was not pulled.`,
        );
        await chaos.workbench.row('Endpoints', 'Select Engine…').waitFor();
        assert.deepEqual(registry.requests, []);
      });
    } finally {
      await registry.stop();
    }
  });
});

/** Opens VS Code with settings for a container of the test's own, which goes with its volume, whatever happens. */
const withContainer = async (
  image: string,
  use: (chaos: ChaosWorkbench, name: string) => Promise<void>,
): Promise<void> => {
  const name = `chaos-lab-${testOwner()}`;
  const settings = {
    'chaos.engine.kind': 'localstack',
    'chaos.regions': ['us-east-1'],
    'chaos.localstack.image': image,
    'chaos.localstack.containerName': name,
    'chaos.localstack.environment': { FAKE_PERSONA: 'licensed', FAKE_PRINT_TOKEN: '1' },
  };
  try {
    await withChaos((chaos) => use(chaos, name), { settings });
  } finally {
    await remove(name);
  }
};

const remove = async (name: string): Promise<void> => {
  const docker = testDocker();
  const all = await docker.listContainers({ all: true, filters: { name: [`^/${name}$`] } });
  for (const { Id } of all) await docker.getContainer(Id).remove({ force: true, v: true });
  const { Volumes } = await docker.listVolumes({ filters: { name: [name] } });
  for (const { Name } of Volumes ?? []) await docker.getVolume(Name).remove();
};

const seeRunning = async (name: string, running: boolean): Promise<void> => {
  const container = testDocker().getContainer(name);
  await until(async () => (await container.inspect()).State.Running === running || undefined);
};

/** In its environment, and nowhere else that Docker tells. */
const hasToken = async (name: string, token: string): Promise<boolean> => {
  const { Config, ...rest } = await testDocker().getContainer(name).inspect();
  const { Env, ...others } = Config;
  assert.ok(!JSON.stringify([rest, others]).includes(token));
  return Env.includes(`LOCALSTACK_AUTH_TOKEN=${token}`);
};

const setToken = async ({ workbench }: ChaosWorkbench, token: string): Promise<void> => {
  await workbench.runCommand('Chaos: Set LocalStack Token');
  const { quickInput } = workbench;
  await workbench.page.locator('.quick-input-widget input[type="password"]').waitFor();
  await quickInput.fill(token);
  await workbench.page.keyboard.press('Enter');
};

const seeContainerLog = async ({ workbench }: ChaosWorkbench, line: RegExp): Promise<void> => {
  await workbench.runCommand('Chaos: Show Container Log');
  const log = workbench.page.locator('.part.panel .view-lines');
  await until(async () => line.test((await log.textContent()) ?? '') || undefined);
};

const isLambda = (endpoint: string): boolean => endpoint.includes('/v1/');
