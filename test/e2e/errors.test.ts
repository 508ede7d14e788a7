import assert from 'node:assert/strict';
import { symlink } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { findProgram } from '../../scripts/lib/findProgram.mjs';
import { withEngine } from '../../src/cli/engine/withEngine';
import { requires } from '../support/requires';
import { seeNotification } from '../support/seeNotification';
import { withFolder } from '../support/withFolder.mjs';
import { type ChaosWorkbench, withChaos } from './chaosWorkbench';
import { enginePid } from './enginePid';
import { until } from './until';

describe('What goes wrong says so, with the next step', function () {
  this.timeout(180_000);

  before(async function () {
    await requires(this, 'vscode', 'chromium');
  });

  it('an engine that dies: a notification and the Faults view tell, and one click starts it again', () =>
    withChaos(async (chaos) => {
      await chaos.startEngine();
      process.kill(await enginePid(chaos), 'SIGKILL');
      const died = chaos.workbench.notification(/The engine ended unexpectedly: it was ended by SIGKILL/);
      await died.waitFor();
      const reason = chaos.workbench.view('Faults').getByText('The engine ended unexpectedly');
      await reason.waitFor();
      await chaos.workbench.row('Endpoints', 'Open Log').waitFor();
      await chaos.workbench.screenshot('16-engine-died');
      await died.getByRole('button', { name: 'Start Engine' }).click();
      await chaos.workbench.row('Faults', 'us-east-1').waitFor();
      await reason.waitFor({ state: 'detached' });
      assert.ok((await fetch(`${await chaos.engine()}/_localstack/health`)).ok);
    }));

  it('no Docker where LocalStack is to run: the reason, and what to do or to use instead', () =>
    withChaos(
      async (chaos) => {
        await chaos.button('Endpoints', 'Start Engine').click();
        const failed = chaos.workbench.notification(
          'Docker is not running: nothing answers at /nonexistent/docker.sock (the setting chaos.docker.host).',
        );
        await failed.getByRole('button', { name: 'Select Engine…' }).waitFor();
        await chaos.workbench.row('Endpoints', 'Select Engine…').waitFor();
        await chaos.workbench.screenshot('14-docker-not-running');
        await failed.getByRole('button', { name: 'Select Engine…' }).click();
        await chaos.workbench.pick('Embedded').first().click();
        const changed = chaos.workbench.notification('Chaos: Start Engine now starts the embedded engine.');
        await changed.getByRole('button', { name: 'Start Engine' }).click();
        await chaos.workbench.row('Faults', 'us-east-1').waitFor();
      },
      {
        settings: {
          'chaos.engine.kind': 'localstack',
          'chaos.docker.host': 'unix:///nonexistent/docker.sock',
        },
      },
    ));

  it('a Terraform that is not where the setting says: one sentence, and nothing was begun', () =>
    withChaos(
      async (chaos) => {
        await chaos.deploy();
        await seeNotification(
          chaos.workbench,
          /Terraform was not found at "\/nowhere\/terraform"\. Correct the setting/,
        );
        await chaos.button('Endpoints', 'Deploy').waitFor(); // and may be pressed again
      },
      { settings: { 'chaos.terraform.path': '/nowhere/terraform' } },
    ));

  it('no Terraform at all: asks, and deploys the same by Serverless alone', async function () {
    await requires(this, 'npm');
    await withFolder(async (bin) => {
      // npm is all that the deployment needs of the PATH then.
      await symlink((await findProgram('npm')) ?? '', join(bin, 'npm'));
      // VSCODE_CLI keeps VS Code from asking a login shell for another PATH.
      await withChaos(deployWithoutTerraform, { env: { PATH: bin, VSCODE_CLI: '1' } });
    });
  });

  it('a port that something else holds: the engine takes a free one', () =>
    withServer(async (port) =>
      withChaos(
        async (chaos) => {
          await chaos.startEngine();
          const engine = new URL(await chaos.engine());
          assert.notEqual(Number(engine.port), port);
        },
        { settings: { 'chaos.engine.port': port } },
      ),
    ));

  it('an emulator at the port: offers to attach, works with it, and leaves it running', () =>
    withEngine({}, async ({ url }) =>
      withChaos(
        async (chaos) => {
          await chaos.button('Endpoints', 'Start Engine').click();
          const question = chaos.workbench.notification(`An emulator answers at ${url} already.`);
          await question.getByRole('button', { name: 'Attach' }).click();
          await chaos.toggle('us-east-1', 'lambda');
          await until(async () => (await faultsOf(url)).length === 1 || undefined);
          assert.equal(await chaos.engine(), url);

          await chaos.workbench.runCommand('Chaos: Stop Engine');
          await chaos.button('Endpoints', 'Start Engine').waitFor();
          assert.deepEqual(await faultsOf(url), []);
        },
        { settings: { 'chaos.engine.port': Number(new URL(url).port) } },
      ),
    ));
});

const deployWithoutTerraform = async (chaos: ChaosWorkbench): Promise<void> => {
  const { workbench } = chaos;
  await chaos.deploy();
  const question = workbench.dialog('Terraform was not found on the PATH.');
  await question.waitFor({ timeout: 90_000 });
  await workbench.screenshot('17-without-terraform');
  await question.getByRole('button', { name: 'Deploy without Terraform' }).click();
  await seeNotification(workbench, /Deployed to us-east-1 and us-west-2\. Without Terraform/, 90_000);
  await until(async () => (await chaos.endpoints()).length === 9 || undefined);
  await chaos.seeStatuses(() => 200);
};

const faultsOf = async (url: string): Promise<unknown[]> =>
  (await (await fetch(`${url}/_localstack/chaos/faults`)).json()) as unknown[];

/** Something that answers HTTP, and is no emulator. */
const withServer = async (use: (port: number) => Promise<void>): Promise<void> => {
  const server = createServer((_, response) => response.end('Hello')).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  try {
    await use((server.address() as AddressInfo).port);
  } finally {
    server.closeAllConnections();
    server.close();
  }
};
