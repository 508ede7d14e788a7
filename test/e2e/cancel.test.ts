import { requires } from '../support/requires';
import { seeNotification } from '../support/seeNotification';
import { withChaos } from './chaosWorkbench';
import { until } from './until';

describe('A deployment that is cancelled', function () {
  this.timeout(240_000);

  before(async function () {
    await requires(this, 'vscode', 'chromium', 'npm', 'terraform');
  });

  it('lets the tools end, and leaves nothing that stands in the way of the next one', () =>
    withChaos(async (chaos) => {
      const { workbench } = chaos;
      await chaos.deploy();
      const progress = workbench.notification(/us-east-1: terraform apply/);
      await progress.waitFor({ timeout: 90_000 });
      await progress.getByRole('button', { name: 'Cancel' }).click();
      await seeNotification(workbench, /Deploying was cancelled in us-east-1/, 30_000);
      await workbench.runCommand('Notifications: Clear All Notifications');

      await workbench.runCommand('Chaos: Deploy');
      await seeNotification(workbench, 'Deployed to us-east-1 and us-west-2.', 120_000);
      await until(async () => (await chaos.endpoints()).length === 9 || undefined);
      await chaos.seeStatuses(() => 200);
    }));
});
