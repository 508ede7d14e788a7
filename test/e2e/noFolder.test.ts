import assert from 'node:assert/strict';
import { requires } from '../support/requires';
import { seeNotification } from '../support/seeNotification';
import { withChaos } from './chaosWorkbench';
import { until } from './until';

describe('A window without a folder', function () {
  this.timeout(240_000);

  before(async function () {
    await requires(this, 'vscode', 'chromium', 'npm', 'terraform');
  });

  it('deploys a copy of the sample that the extension keeps', () =>
    withChaos(async (chaos) => {
      const { page } = chaos.workbench;
      await page.goto(`${new URL(page.url()).origin}/?ew=true`);
      await page.locator('.monaco-workbench .part.activitybar').waitFor();
      await chaos.open();
      await chaos.deploy();
      await seeNotification(chaos.workbench, 'Deployed to us-east-1 and us-west-2.', 120_000);
      await until(async () => (await chaos.endpoints()).length === 9 || undefined);
      const seen = await chaos.seeStatuses(() => 200);
      assert.equal(seen.length, 9);
    }));
});
