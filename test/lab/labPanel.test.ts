import assert from 'node:assert/strict';
import { withChaos } from '../e2e/chaosWorkbench';
import { LabPage } from '../e2e/labPage';
import { until } from '../e2e/until';
import { requires } from '../support/requires';
import { seeNotification } from '../support/seeNotification';

const endpoints = 9;
/** A theme, its class in the workbench's page and in a webview, and how its picture is called. */
const themes = [
  ['Default Light Modern', 'vs', 'vscode-light', 'light'],
  ['Default High Contrast', 'hc-black', 'vscode-high-contrast', 'high-contrast'],
  ['Default High Contrast Light', 'hc-light', 'vscode-high-contrast-light', 'high-contrast-light'],
  ['Default Dark Modern', 'vs-dark', 'vscode-dark', 'dark'],
] as const;

const isEast = (lane: string) => lane.startsWith('us-east-1 ');
const all200 = () => 200;

describe('Lab panel', function () {
  this.timeout(300_000);

  before(async function () {
    await requires(this, 'vscode', 'chromium', 'npm', 'terraform');
  });

  it('Lab panel: shows cause beside effect, from the first click to recovery', () =>
    withChaos(
      async ({ workbench }) => {
        const lab = await LabPage.open(workbench);
        await workbench.runCommand('View: Close Primary Side Bar');
        await lab.page.getByText('The engine is not running.').first().waitFor();
        await lab.button('Start Engine').click();
        await lab.button('Deploy').click();
        await seeNotification(workbench, 'Deployed to us-east-1 and us-west-2.', 150_000);
        await workbench.runCommand('Notifications: Clear All Notifications');
        await workbench.runCommand('View: Hide Panel');
        await lab.seeStatuses(all200, endpoints);
        await until(async () => (await lab.responseCount()) >= 100 || undefined);
        await lab.screenshot('20-lab-panel');

        const lambda = lab.switch('lambda in us-east-1');
        await lambda.focus();
        const framed = lab.lanes.and(lab.page.locator('[data-hit]'));
        await until(async () => (await framed.count()) === 4 || undefined);
        await lambda.press('Space');
        await lab.seeStatuses((lane) => (isEast(lane) && lane.includes('/v1/') ? 502 : 200), endpoints);
        assert.equal(await lambda.getAttribute('aria-checked'), 'true');
        await lab.seeExplanation(
          /GET \/v1\/\w+ in us-east-1 answers 502: API Gateway could not invoke the Lambda .*, because the rule lambda in us-east-1 answers 503 ServiceUnavailable to every Invoke\./,
        );
        await lab.page.getByText(/hits .* as predicted ✓/).waitFor();

        await lab.page.getByLabel('Injected or real').selectOption('Injected');
        await until(async () => {
          const lines = await lab.responses.allTextContents();
          return (
            ((await lab.responseCount()) > 40 && lines.every((line) => /502.*injected/.test(line))) ||
            undefined
          );
        });
        await lab.responses.first().focus();
        await lab.page.getByRole('tabpanel').getByText('Internal server error').waitFor();
        await lab.page.getByText('Injected: the rule for lambda in us-east-1').waitFor();
        for (const [theme, kind, bodyClass, picture] of themes) {
          await workbench.setTheme(theme, kind);
          await lab.page.locator(`body.${bodyClass}`).waitFor();
          await lab.screenshot(`21-lab-panel-fault-${picture}`);
          assert.deepEqual(await lab.seriousIssues(), [], theme);
        }

        await lab.button(/^Halt All · 1 fault/).click();
        await lab.seeStatuses(all200, endpoints);
        await lab.explanation.waitFor({ state: 'hidden' });
        assert.equal(await lambda.getAttribute('aria-checked'), 'false');
        await workbench.runCommand('Notifications: Clear All Notifications');
        await lab.screenshot('22-lab-panel-recovered');
        const ours = workbench.consoleErrors.filter((text) => /chaos|lab\.js/.test(text));
        assert.deepEqual(ours, []);
      },
      { size: { width: 1440, height: 920 } },
    ));

  it('Lab panel: sets, changes and searches faults by keyboard, and warns of a likely typo', () =>
    withChaos(
      async ({ workbench }) => {
        const lab = await LabPage.open(workbench);
        await lab.button('Start Engine').press('Enter');
        const east = lab.switch('Everything in us-east-1');
        await east.focus();
        await east.press('ArrowDown');
        await lab.switch('apigateway in us-east-1').press('ArrowDown');
        const lambda = lab.switch('lambda in us-east-1');
        await lambda.press('Space');
        await lab.page.getByText('503 ServiceUnavailable').waitFor();
        await lab.button('Change…').press('Enter');
        await lab.page.getByLabel('Probability, %').fill('30');
        await lab.button('Throttled').press('Enter');
        await lab.page.getByLabel('Code').press('Enter');
        await lab.page.getByText(/429 TooManyRequestsException · 30 % · ends in 0[45]:\d\d/).waitFor();

        await lab.page.getByRole('searchbox').fill('dynamdb');
        await lab.switch('dynamdb in us-east-1').press('Space');
        await lab.page.getByRole('searchbox').fill('');
        await lab.switch('dynamdb in us-east-1').waitFor();
        await lab.page.getByText(/No request has fitted dynamdb .* Did you mean dynamodb\?/).waitFor();

        await lab.page.getByLabel('Latency in milliseconds').fill('250');
        await lab.page.getByLabel('Latency in milliseconds').press('Enter');
        await lab.button(/^Halt All · 2 faults · \+250 ms/).press('Enter');
        await lab.button(/^Halt All$/).waitFor();
        assert.equal(await lambda.getAttribute('aria-checked'), 'false');
        assert.deepEqual(await lab.seriousIssues(), []);
      },
      { size: { width: 1440, height: 920 } },
    ));

  it('Lab panel: is there again when its tab was hidden, and when the window was reloaded', () =>
    withChaos(async ({ workbench }) => {
      const lab = await LabPage.open(workbench);
      await lab.button('Start Engine').click();
      await lab.switch('lambda in us-west-2').click();
      await lab.button(/^Halt All · 1 fault/).waitFor();
      await workbench.runCommand('File: New Untitled Text File');
      await lab.button(/^Halt All/).waitFor({ state: 'detached' });
      await workbench.runCommand('Chaos: Open Lab');
      await lab.button(/^Halt All · 1 fault/).waitFor();
      assert.equal(await lab.switch('lambda in us-west-2').getAttribute('aria-checked'), 'true');
      assert.equal(await workbench.page.getByRole('tab', { name: /Chaos Lab/ }).count(), 1);
      await workbench.open();
      await lab.button('Start Engine').waitFor({ timeout: 60_000 });
      assert.equal(await workbench.page.getByRole('tab', { name: /Chaos Lab/ }).count(), 1);
    }));
});
